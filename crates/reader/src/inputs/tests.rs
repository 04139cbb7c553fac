//! Are the pages of every kind of file found, and bad files left with a reason?

use super::{Columns, Form, Found, Left, of_file, of_stream};
use crate::{Publishers, read_found};
use schema::DataFile;
use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::sync::LazyLock;

static PUBLISHERS: LazyLock<Publishers> = LazyLock::new(Publishers::for_tests);

const TEXT: &str = "Shells fell on the market of the river town on Friday, and six people were hurt, a doctor said.";

fn columns() -> Columns {
    let text = include_str!("../../../../data/sources/columns.toml");
    Columns::load(&[DataFile { path: "sources/columns.toml".into(), bytes: text.into() }]).unwrap()
}

fn pages_with(name: &str, bytes: &[u8], columns: &Columns) -> (Vec<Found>, Vec<Left>) {
    let (mut found, mut left) = (Vec::new(), Vec::new());
    let flow = of_file(name, Cursor::new(bytes), columns, &mut |page| {
        match page {
            Ok(page) => found.push(page),
            Err(reason) => left.push(reason),
        }
        ControlFlow::Continue(())
    });
    assert_eq!(flow, ControlFlow::Continue(()));
    (found, left)
}

fn pages(name: &str, bytes: &[u8]) -> (Vec<Found>, Vec<Left>) {
    pages_with(name, bytes, &columns())
}

fn names(found: &[Found]) -> Vec<&str> {
    found.iter().map(|page| page.name.as_str()).collect()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        archive.append_data(&mut header, name, *bytes).unwrap();
    }
    archive.into_inner().unwrap()
}

#[test]
fn a_page_is_its_own_file() {
    let (found, left) = pages("a.txt", TEXT.as_bytes());
    assert_eq!(found, [Found { name: "a.txt".into(), bytes: TEXT.into(), form: Form::File }]);
    assert_eq!(left, []);
    let mut streamed = Vec::new();
    let _ = of_stream("-", TEXT.as_bytes(), &columns(), &mut |page| {
        streamed.extend(page.ok());
        ControlFlow::Continue(())
    });
    assert_eq!(names(&streamed), ["-"]);
}

#[test]
fn rows_of_tables_are_pages() {
    let csv = format!(
        "id;Headline;Article_Text;outlet;Publish Date\n1;Market hit;\"{TEXT}\";Example Post;2019-06-07\n2;Nothing;;x;\n"
    );
    let (found, left) = pages("t.csv", csv.as_bytes());
    assert_eq!((names(&found), left.len()), (vec!["t.csv#2"], 1));
    let document = read_found(&found[0], &PUBLISHERS).unwrap();
    assert_eq!(document.title.as_deref(), Some("Market hit"));
    assert_eq!(document.source.map(|source| source.name).as_deref(), Some("Example Post"));
    assert_eq!(document.published.when.map(|when| when.from.to_string()).as_deref(), Some("2019-06-07"));
    assert!(document.text.ends_with(TEXT) && !document.verbatim);
    let lines =
        format!("{{\"title\": \"Market hit\", \"text\": \"{TEXT}\", \"published\": 1559865600}}\n\nno json\n[1]\n");
    let (found, left) = pages("t.jsonl", lines.as_bytes());
    assert_eq!((names(&found), left.len()), (vec!["t.jsonl#1"], 2));
    let document = read_found(&found[0], &PUBLISHERS).unwrap();
    assert_eq!(document.published.when.map(|when| when.from.to_string()).as_deref(), Some("2019-06-07"));
}

#[test]
fn columns_of_other_names_are_mapped() {
    let csv = format!("kop,inhoud\nMarket hit,\"{TEXT}\"\n");
    let (found, left) = pages("t.csv", csv.as_bytes());
    assert!(found.is_empty() && left[0].reason.contains("--map text=COLUMN"), "{left:?}");
    let mut columns = columns();
    columns.map("text=inhoud").unwrap();
    columns.map("title=kop").unwrap();
    assert!(columns.map("texts=x").is_err() && columns.map("text").is_err());
    let (found, _) = pages_with("t.csv", csv.as_bytes(), &columns);
    assert_eq!(read_found(&found[0], &PUBLISHERS).unwrap().title.as_deref(), Some("Market hit"));
}

#[test]
fn entries_of_feeds_are_pages() {
    let feed = format!(
        "<?xml version=\"1.0\"?><rss xmlns:content=\"x\"><channel><title>Example Post</title><item><title>Market &amp; bridge hit</title>\
         <link>https://post.example.org/a</link><pubDate>Fri, 07 Jun 2019 18:00:00 GMT</pubDate><description>Short</description>\
         <content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded></item><item><title>Empty</title></item></channel></rss>"
    );
    let (found, left) = pages("feed.xml", feed.as_bytes());
    assert_eq!((names(&found), left.len()), (vec!["feed.xml#1"], 1));
    let document = read_found(&found[0], &PUBLISHERS).unwrap();
    assert_eq!(document.title.as_deref(), Some("Market & bridge hit"));
    assert_eq!(document.source.map(|source| source.name).as_deref(), Some("Example Post"));
    assert_eq!(document.published.when.map(|when| when.from.to_string()).as_deref(), Some("2019-06-07"));
    assert!(document.text.contains(TEXT) && !document.text.contains("<p>"));
    let atom = format!(
        "<feed xmlns=\"x\"><title>Blog</title><entry><title>One</title><link rel=\"alternate\" href=\"https://b.example.org/1\"/>\
         <published>2019-06-07T10:00:00Z</published><author><name>Jane Doe</name></author><content>{TEXT}</content></entry></feed>"
    );
    let (found, _) = pages("atom.xml", atom.as_bytes());
    assert_eq!(read_found(&found[0], &PUBLISHERS).unwrap().author.as_deref(), Some("Jane Doe"));
}

#[test]
fn letters_are_pages() {
    let letter = format!(
        "From: \"Jane Doe\" <jane@example.org>\r\nSubject: Market hit\r\nDate: Fri, 7 Jun 2019 18:00:00 +0200\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n{TEXT}\r\n"
    );
    let (found, _) = pages("a.eml", letter.as_bytes());
    let document = read_found(&found[0], &PUBLISHERS).unwrap();
    assert_eq!((document.title.as_deref(), document.author.as_deref()), (Some("Market hit"), Some("Jane Doe")));
    let mailbox = format!("From a@b Fri Jun  7 2019\r\n{letter}\r\nFrom c@d Sat Jun  8 2019\r\n{letter}");
    assert_eq!(names(&pages("m.mbox", mailbox.as_bytes()).0), ["m.mbox#1", "m.mbox#2"]);
}

#[test]
fn captures_of_crawls_are_pages() {
    let page = format!("<html><head><title>Market hit</title></head><body><p>{TEXT}</p></body></html>");
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{page}\r\n0\r\n\r\n",
        page.len()
    );
    let moved = "HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n";
    let record = |kind: &str, block: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://post.example.org/a\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let crawl = [record("warcinfo", "software: x"), record("response", moved), record("response", &answer)].concat();
    for (name, bytes) in [("c.warc", crawl.clone().into_bytes()), ("c.warc.gz", gzip(crawl.as_bytes()))] {
        let (found, left) = pages(name, &bytes);
        assert_eq!((names(&found), left), (vec![format!("{name}#3").as_str()], vec![]));
        let document = read_found(&found[0], &PUBLISHERS).unwrap();
        assert_eq!(document.title.as_deref(), Some("Market hit"));
        assert_eq!(document.source.and_then(|source| source.domain).as_deref(), Some("post.example.org"));
    }
}

#[test]
fn archives_are_opened_and_kept_in_bounds() {
    let inner = zip(&[("deep/b.txt", TEXT.as_bytes()), ("__MACOSX/x", b"x")]);
    let outer = zip(&[("a.txt", TEXT.as_bytes()), ("inner.zip", &inner), ("../out.txt", TEXT.as_bytes())]);
    let (found, left) = pages("x.zip", &outer);
    assert_eq!(names(&found), ["x.zip!/a.txt", "x.zip!/inner.zip!/deep/b.txt"]);
    assert!(left[0].reason.contains("leads out of the archive"), "{left:?}");
    let (found, _) = pages("x.tar.gz", &gzip(&tar(&[("a/c.txt", TEXT.as_bytes())])));
    assert_eq!(names(&found), ["x.tar.gz!/a/c.txt"]);
    let bomb = gzip(&vec![0; 40 * 1024 * 1024]);
    let (found, _) = pages("bomb.txt.gz", &bomb);
    assert_eq!(found[0].bytes.len(), crate::MAX_PAGE_BYTES + 1);
    assert!(read_found(&found[0], &PUBLISHERS).is_err());
    let mut deep = zip(&[("a.txt", TEXT.as_bytes())]);
    for _ in 0..6 {
        deep = zip(&[("in.zip", &deep)]);
    }
    let (found, left) = pages("deep.zip", &deep);
    assert!(found.is_empty() && left[0].reason.contains("inside one another"), "{left:?}");
}

#[test]
fn damaged_files_are_left_with_a_reason() {
    let mut cut = zip(&[("a.txt", TEXT.as_bytes())]);
    cut.truncate(60);
    for (name, bytes) in [
        ("a.zip", cut.as_slice()),
        ("a.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\0abc"),
        ("a.warc", b"WARC/1.0\r\nContent-Length: 99999999999\r\nWARC-Type: response\r\n\r\nx"),
        ("a.json", b"[1, 2"),
        ("a.xml", b"<?xml version='1.0'?><rss><channel><item><title>a</b></item>"),
    ] {
        let (found, _) = pages(name, bytes);
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}
