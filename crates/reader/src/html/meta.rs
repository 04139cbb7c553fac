//! What do a page's tags and lines tell beside its account: site, headline, who signs, day?

use super::head::Head;
use super::stamps::Scene;
use super::{byline, stamps};
use crate::page::Hints;

/// Collects what the markup tells; `title` is the headline's words.
pub(crate) fn hints(scene: &Scene<'_, '_>, title: Option<String>) -> Hints {
    let site = site(scene.head);
    Hints {
        title,
        domain: scene.head.address().and_then(host),
        author: byline::find(scene, site.as_deref()),
        site,
        dates: stamps::find(scene),
        ..Hints::default()
    }
}

/// What the page calls its site.
pub(crate) fn site(head: &Head) -> Option<String> {
    head.meta(&["og:site_name", "application-name"]).map(str::to_owned).or_else(|| head.linked.publisher.clone())
}

/// Gives the host of an address, without `www`.
pub(crate) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && host.len() < 200).then(|| host.to_owned())
}
