//! How does what somebody looks at leave as a file?

use super::Asked;
use crate::{explore::address::View, refusal::Refusal, site::Site};
use axum::{
    body::Body,
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use futures_util::stream;
use layouts::Layout;
use std::{
    io::{self, BufWriter, Write},
    sync::Arc,
};
use store::{CaseFile, query::Filter};
use tokio::sync::mpsc::{Sender, channel};

/// Pieces that may wait until somebody takes them.
const WAITING: usize = 8;
/// How large a piece is.
const PIECE: usize = 1 << 16;

/// Sends the events that pass in a layout, while they are read: a case may be larger than memory.
pub(crate) async fn page(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    let (formats, rest): (Asked, Asked) = asked.into_iter().partition(|(key, _)| key == "format");
    let [(_, format)] = formats.as_slice() else { return Err(Refusal::Misasked("format: name one".into())) };
    let Some(layout) = Layout::parse(format) else {
        let names = Layout::ALL.map(|(_, name, _)| name).join(", ");
        return Err(Refusal::Misasked(format!("format={format}: there are {names}")));
    };
    if let Some((key, _)) = rest.iter().find(|(key, _)| key == "sort" || key == "cursor") {
        return Err(Refusal::Misasked(format!("{key}: an export has all that passes, in the order of ids")));
    }
    let filter = View::parse(&rest)?.filter;
    let companion = format!("<?{}>; rel=\"related\"; title=\"claims\"", of_claims(&filter));
    drop(site.file()?);
    let codebook = site.codebook()?;
    let (sender, mut receiver) = channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let mut out = BufWriter::with_capacity(PIECE, Sending(sender.clone()));
        let sent = CaseFile::open(&site.case)
            .and_then(|file| layouts::export(&file, &filter, (layout, &codebook), &mut out, &mut io::sink()));
        // An answer that breaks off is cut off, so that nobody takes half of it for the whole.
        if let Err(error) = sent {
            drop(sender.blocking_send(Err(io::Error::other(error.to_string()))));
        }
    });
    let name = format!("attachment; filename=\"rashomon-{format}.{}\"", layout.ending());
    let headers = [(header::CONTENT_TYPE, layout.media().to_owned()), (header::CONTENT_DISPOSITION, name)];
    // What the layout has no column for is a question away.
    let claims = layout.has_companion().then_some([(header::LINK, companion)]);
    let body = Body::from_stream(stream::poll_fn(move |context| receiver.poll_recv(context)));
    Ok((claims, headers, body).into_response())
}

/// Gives the question for the claims of what passes a filter.
fn of_claims(filter: &Filter) -> String {
    let query = filter.query_string();
    if query.is_empty() { "format=claims".into() } else { format!("format=claims&{query}") }
}

/// Hands pieces on to the connection.
struct Sending(Sender<io::Result<Vec<u8>>>);

impl Write for Sending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let gone = |_| io::Error::new(io::ErrorKind::BrokenPipe, "nobody listens any more");
        self.0.blocking_send(Ok(bytes.to_vec())).map_err(gone)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::of_claims;
    use store::query::Filter;

    #[test]
    fn the_claims_of_a_part_are_asked_for_by_its_filter() {
        assert_eq!(of_claims(&Filter::default()), "format=claims");
        let filter = Filter::parse([("place", "a>\r\nb"), ("type", "siege")]).unwrap();
        assert_eq!(of_claims(&filter), "format=claims&place=a%3E%0D%0Ab&type=siege");
    }
}
