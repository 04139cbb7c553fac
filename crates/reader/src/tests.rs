//! Are pages of every kind read, and hostile ones survived?

mod stamps;
mod threads;

use crate::{Kind, Publishers, Refusal, read};
use schema::{Document, SectionKind};
use std::sync::LazyLock;

static PUBLISHERS: LazyLock<Publishers> = LazyLock::new(Publishers::for_tests);

fn page(bytes: &[u8]) -> Document {
    let document = read("pages/one.txt", bytes, &PUBLISHERS).unwrap();
    holds_together(&document);
    document
}

/// Sections are in order, apart, on character boundaries, and hold every word.
fn holds_together(document: &Document) {
    let mut at = 0;
    for section in &document.sections {
        assert!(section.span.start >= at && section.span.start < section.span.end, "{section:?} after {at}");
        let gap = document.text.get(at..section.span.start).unwrap();
        assert!(!gap.contains(char::is_alphanumeric), "in no section: {gap:?}");
        assert!(document.text.get(section.span.start..section.span.end).is_some());
        at = section.span.end;
    }
    assert!(!document.text[at..].contains(char::is_alphanumeric), "in no section: {:?}", &document.text[at..]);
}

fn words(document: &Document, kind: SectionKind) -> Vec<&str> {
    let sections = document.sections.iter().filter(|section| section.kind == kind);
    sections.map(|section| section.span.of(&document.text)).collect()
}

fn day(document: &Document) -> Option<String> {
    document.published.when.map(|when| when.from.to_string())
}

const SCRAPED: &str = "1. Skip to content\r
2. Skip to menu\r
Men carry sandbags to a bridge\r
Image: A. Person/Getty Images\r
\r
Flood of shells empties river town\r
\r
May 12, 2019\r
2 min read\r
By Jane Doe\r
\r
Hundreds of families left the river town on Saturday after a third night of shelling, officials said.\r
\r
The mayor said that the last bridge was closed to cars and that buses would leave from the school.\r
\r
jd/ab (AP, dpa)\r
\r
Related stories\r
Bridge reopened after a year\r
World / 3 March 2021\r
More stories from DW\r
";

#[test]
fn reads_what_a_scraper_left() {
    let document = page(SCRAPED.as_bytes());
    assert!(document.verbatim);
    assert_eq!(document.text, SCRAPED);
    assert_eq!(document.title.as_deref(), Some("Flood of shells empties river town"));
    assert_eq!(document.author.as_deref(), Some("Jane Doe"));
    assert_eq!(document.source.as_ref().map(|source| source.name.as_str()), Some("DW"));
    assert_eq!(document.agencies, ["Associated Press", "dpa"]);
    assert_eq!(document.language.as_deref(), Some("en"));
    assert_eq!(day(&document).as_deref(), Some("2019-05-12"));
    assert_eq!(document.published.rejected.len(), 1, "{:?}", document.published.rejected);
    assert_eq!(
        words(&document, SectionKind::Caption),
        ["Men carry sandbags to a bridge", "Image: A. Person/Getty Images"]
    );
    assert_eq!(words(&document, SectionKind::Body).len(), 2);
}

#[test]
fn takes_no_date_from_other_stories() {
    let text = "Skip to main content\nMilitia loses hill above the dam\n\nFighters left the hill above the dam on Tuesday after \
        a day of shelling, two residents said.\n\nMore from this author\nDam reopens\n4 June 2020\n5 June 2020\n";
    let document = page(text.as_bytes());
    assert_eq!(day(&document), None);
    assert_eq!(document.published.rejected.len(), 2);
    assert_eq!(document.id.len(), 14);
}

#[test]
fn reads_comments_signed_below() {
    let text = "Example Blog\nJune 08, 2019\n\nWho holds the road to the dam?\n\nThe road to the dam was cut again on Friday, and \
        nobody seems to know by whom it was cut.\n\nPosted by ed on June 8, 2019 at 16:00 UTC | Permalink\n\nComments\n\n\
        I drove there.\nIt was open.\n\nPosted by: A Reader | Jun 8 2019 18:52 utc | 1\n\nNot today.\n\n\
        Posted by: other | Jun 9 2019 2:10 utc | 2\n\nThe comments to this entry are closed.\n";
    let document = page(text.as_bytes());
    assert_eq!(document.title.as_deref(), Some("Who holds the road to the dam?"));
    assert_eq!(document.author.as_deref(), Some("ed"));
    assert_eq!(day(&document).as_deref(), Some("2019-06-08"));
    let comments: Vec<_> = document.sections.iter().filter(|section| section.kind == SectionKind::Comment).collect();
    assert_eq!(comments.len(), 2);
    assert_eq!(comments[0].author.as_deref(), Some("A Reader"));
    assert_eq!(comments[1].at.as_deref(), Some("2019-06-09T02:10"));
}

#[test]
fn a_post_signed_above_its_text_is_no_comment() {
    let text = "Who holds the road to the dam?\n\nPosted by ed at 3:14 PM, 8 June 2019\n\nThe road to the dam was cut again on \
        Friday, and nobody seems to know by whom it was cut.\n\nTwo men were killed there in the morning when shells hit \
        a bus on its way to the dam.\n";
    let document = page(text.as_bytes());
    assert_eq!(document.author.as_deref(), Some("ed"));
    assert_eq!(day(&document).as_deref(), Some("2019-06-08"));
    assert_eq!(words(&document, SectionKind::Body).len(), 2);
}

#[test]
fn reads_comments_signed_above() {
    let text = "Road to the dam is open again\n\nThe road to the dam was opened on Friday after three weeks of fighting, the \
        governor said.\n\n2 Comments\n\nAnna says:\nJune 8, 2019 at 6:52 pm\nGood news at last.\nReply\n\nBen says:\n\
        June 9, 2019 at 7:00 am\nLet us see.\nReply\n";
    let document = page(text.as_bytes());
    assert_eq!(words(&document, SectionKind::Comment), ["Good news at last.", "Let us see."]);
    assert_eq!(day(&document), None, "{:?}", document.published);
}

#[test]
fn reads_an_account_in_one_line() {
    let text = format!(
        "Shells kill six near dam\n\nDaily Sabah\nMay 13, 2016\n\nLast updated at May 252016 ANKARA Six people were killed near the \
         dam on Wednesday. {} Read Also More News Follow us on Facebook",
        "Residents said that the shells came from the hill and hit the school. ".repeat(8)
    );
    let document = page(text.as_bytes());
    assert_eq!(day(&document).as_deref(), Some("2016-05-25"));
    assert!(words(&document, SectionKind::Body)[0].starts_with("Six people"));
    assert!(words(&document, SectionKind::Boilerplate).iter().any(|words| words.starts_with("Read Also")));
}

const HTML: &str = r#"<!DOCTYPE html><html><head><title>Dam road open again | Example Post</title>
<meta property="og:site_name" content="Example Post"><link rel="canonical" href="https://www.example.org/2019/06/07/dam-road">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Dam road open again","datePublished":"2019-06-07T23:30:00-05:00",
"author":{"@type":"Person","name":"Jane Doe"}}</script></head><body><nav><a href="/">Home</a></nav><article><h1>Dam road open again</h1>
<figure><img src="a.jpg"><figcaption>Cars wait at the dam. Photo: J. Doe</figcaption></figure>
<p>The road to the dam was opened on Friday after three weeks of fighting, the governor of the province told reporters.</p>
<p>Six trucks with flour were the first to pass, and drivers said that the soldiers at the bridge had let them through quickly.</p>
<p>Residents of the villages above the dam said that they had heard no shells since the morning, and shops were open again.</p></article>
<div id="comments"><ol class="commentlist"><li class="comment"><div class="comment-author vcard"><cite class="fn">Anna</cite>
<span class="says">says:</span></div><div class="comment-meta"><time datetime="2019-06-08T08:00:00+02:00">June 8</time></div>
<div class="comment-content"><p>Good news.</p></div><ul class="children"><li class="comment"><cite class="fn">Ben</cite>
<time datetime="2019-06-08T09:30:00Z"></time><div class="comment-content"><p>Let us see.</p></div></li></ul></li></ol></div></body></html>"#;

#[test]
fn a_lead_that_begins_like_its_title_is_whole() {
    let lead = "Rebels take river town as the army flees south, three people who saw it said on Monday.";
    let text =
        format!("Rebels take river town\n\n{lead}\n\nThe council met and asked for boats to carry the wounded over.\n");
    let document = page(text.as_bytes());
    assert_eq!(words(&document, SectionKind::Title), ["Rebels take river town"]);
    assert!(words(&document, SectionKind::Body)[0].starts_with(lead), "{:?}", document.sections);
}

#[test]
fn reads_html() {
    let document = page(HTML.as_bytes());
    assert!(!document.verbatim);
    assert_eq!(document.title.as_deref(), Some("Dam road open again"));
    assert_eq!(document.author.as_deref(), Some("Jane Doe"));
    assert_eq!(day(&document).as_deref(), Some("2019-06-07"));
    let source = document.source.as_ref().unwrap();
    assert_eq!((source.name.as_str(), source.domain.as_deref()), ("Example Post", Some("example.org")));
    assert_eq!(words(&document, SectionKind::Body).len(), 3);
    assert_eq!(words(&document, SectionKind::Comment), ["Good news.", "Let us see."]);
    let comments: Vec<_> = document.sections.iter().filter(|section| section.kind == SectionKind::Comment).collect();
    assert_eq!(comments[0].at.as_deref(), Some("2019-06-08T06:00"));
    assert_eq!(comments[1].author.as_deref(), Some("Ben"));
}

#[test]
fn cuts_off_what_stands_above_a_headline() {
    let shown = "<h1><span>Flood news</span> <span>Dam road open again</span></h1>";
    let html = HTML.replace("<h1>Dam road open again</h1>", shown).replace("/2019/06/07/", "/2019/6/7/");
    let document = page(html.as_bytes());
    assert_eq!(document.title.as_deref(), Some("Dam road open again"));
    assert!(document.published.evidence.starts_with("address"), "{:?}", document.published);
    assert_eq!(day(&document).as_deref(), Some("2019-06-07"));
}

#[test]
fn says_why_a_page_cannot_be_read() {
    assert_eq!(read("a", b"", &PUBLISHERS).unwrap_err(), Refusal::Empty);
    assert_eq!(read("a", b" \n \r\n\t ", &PUBLISHERS).unwrap_err(), Refusal::NoText);
    assert_eq!(read("a.html", b"<html><body><p> </p></body></html>", &PUBLISHERS).unwrap_err(), Refusal::NoText);
    let refusal = read("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &PUBLISHERS).unwrap_err();
    assert_eq!(refusal, Refusal::Binary(Kind::Image));
    assert_eq!(refusal.to_string(), "the file is a picture, not a page; add the page's HTML or its text");
    assert_eq!(
        read("a", &vec![b'a'; crate::MAX_PAGE_BYTES + 1], &PUBLISHERS).unwrap_err().to_string(),
        "the file has 33 MB, more than the 32 MB that one page may have; split it into one file per page"
    );
}

#[test]
fn survives_hostile_pages() {
    let line = "Shells fell on the market. ".repeat(400_000);
    assert_eq!(page(line.as_bytes()).text.len(), line.len());
    let lines = "by x\n(AP)\n5 May 2016\nRead more\n@a 5 May 2016\n".repeat(4_000);
    page(lines.as_bytes());
    let deep = format!("{}Shells fell.{}", "<div>".repeat(10_000), "</div>".repeat(10_000));
    assert_eq!(page(deep.as_bytes()).text, "Shells fell.");
    let open = format!("<html><p>Shells fell.{}", "<b><table><tr><td>".repeat(300));
    page(open.as_bytes());
    let odd = "Shells\0 fell \u{202e}on\u{202c} the\u{200b} town \u{1f600}.\u{feff}\r\r\n\u{2028}\u{85}(@[";
    assert_eq!(page(odd.as_bytes()).text, odd);
    let marks = format!("Shells fell on the river town.\n\n{}and on its mill.\n", ",".repeat(500));
    page(marks.as_bytes());
    for bytes in
        [&b"<"[..], b"<!--", b"<p", b"&amp;<html", b"\xff\xfea\0", b"\xef\xbb\xbf\xc3", b"1.", b"@a 5 May 2016"]
    {
        if let Ok(document) = read("a.html", bytes, &PUBLISHERS) {
            holds_together(&document);
        }
    }
}

#[test]
fn believes_nothing_that_a_hostile_page_says_of_itself() {
    let story = "<p>Shells fell on the market of the river town on Friday, and six people were hurt, a doctor said by phone.</p>";
    let head = r#"<title>Market hit</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"<script>alert(1)<\/script>",
        "datePublished":["x",{}],"author":{"name":{"name":1}},"publisher":7,"@graph":[[[[{"@type":"NewsArticle","datePublished":"9999-99-99"}]]]]}</script>
        <script type="application/ld+json">{"datePublished": "2019-06-07T10:00:00Z", broken</script>"#;
    let html = format!(
        "<html><head>{head}</head><body><h1>Market <script>alert(2)</script>hit</h1>{story}{story}</body></html>"
    );
    let document = page(html.as_bytes());
    assert_eq!(document.title.as_deref(), Some("Market hit"));
    assert_eq!(day(&document).as_deref(), Some("2019-06-07"));
    assert!(!document.text.contains("alert"), "{}", document.text);
}

#[test]
fn reads_large_pages_in_linear_time() {
    let story =
        "<p>Shells fell on the market of the river town on Friday, and six people were hurt, a doctor said.</p>";
    for (start, one, end) in [
        (
            "<div id=comments><ol class=commentlist>",
            "<li class=comment><cite class=fn>A</cite><p>No.</p></li>",
            "</ol></div>",
        ),
        (
            "<div id=comments>",
            "<div class='comment depth-2' data-parent=9><cite class=fn>A</cite><p>@A 12 Posted by: A | May 5 2016 | 12</p></div>",
            "</div>",
        ),
        ("<div>STORY", "<ul><li><a href=x>Home</a></li></ul><p>Six shells fell on the town, they said.</p>", "</div>"),
        ("<div>STORY", "<h2>Shells</h2><span class=date>5 May 2016</span><time datetime=2016-05-05></time>", "</div>"),
        ("<head>", "<meta property='article:published_time' content='2016-05-05'>", "</head>"),
        ("<div class=comments>", "<div class=comment><div class=comment><p>Yes.</p></div></div>", "</div>"),
    ] {
        let start = start.replace("STORY", story);
        let html = format!("<html><body>{story}{start}{}{end}</body></html>", one.repeat(12_000));
        let document = page(html.as_bytes());
        assert!(document.text.contains("a doctor said"));
    }
}

#[test]
fn takes_the_day_that_readers_are_shown() {
    let story = "<p>Shells fell on the market of the river town on Friday, and six people were hurt, a doctor said by phone.</p>";
    let told = |head: &str, beside: &str, after: &str| {
        let html = format!(
            "<html><head><title>Market hit</title>{head}</head><body><main><article><h1>Market hit</h1>{beside}{story}{story}</article>{after}</main></body></html>"
        );
        day(&page(html.as_bytes()))
    };
    let day_of = |day: &str| Some(day.to_owned());
    let shown = "<p>7 June 2019, 00:20</p>";
    for head in [
        "<meta name='date' content='2019-07-03'>",
        "<meta property='article:published_time' content='2019-06-06T22:20:00+01:00'>",
        "<meta property='article:published_time' content='2019-06-06T22:20:00Z'>",
    ] {
        assert_eq!(told(head, shown, ""), day_of("2019-06-07"), "{head}");
    }
    let published = "<meta property='article:published_time' content='2019-05-03'>";
    assert_eq!(told(published, shown, ""), day_of("2019-05-03"), "a day shown later may be that of a revision");
    let edited = "<div>page revision: 8, last edited: <span class='date'>9 June 2019 15:15</span></div>";
    assert_eq!(told("", "", edited), None);
    assert_eq!(
        told(
            "",
            "",
            "<p>This entry was posted on Friday, June 7th, 2019 at 11:03 pm and is filed under War. You can follow it.</p>"
        ),
        day_of("2019-06-07")
    );
    let stamp = "<p>PUBLISHED: June 7, 2019 at 4:56 p.m. | UPDATED: June 9, 2019 at 6:00 p.m.</p>";
    assert_eq!(told("", stamp, ""), day_of("2019-06-07"));
    let calendar = (3..9).map(|n| format!("<p>{n}.6.2019 - Concert on the square</p>")).collect::<String>();
    assert_eq!(told("", "", "").or(told("", &format!("{story}{calendar}"), "")), None);
}

const RUNNING: &str = "<html><head><title>Siege of the river town: live</title></head><body><main><article>
<h1>Siege of the river town: live</h1>
<p>We follow the siege of the river town through the weekend, with reports from both banks of the river.</p>
<section><time datetime=\"2019-05-12T18:40:00+02:00\">18:40</time>
<p>The army said that it had taken the grain mill, and that forty families had left through the northern gate.</p></section>
<section><time datetime=\"2019-05-12T09:15:00+02:00\">09:15</time>
<p>Shells fell on the market overnight, residents said, and two bakers were killed while they opened their shop.</p></section>
<section><time datetime=\"2019-05-11T21:05:00+02:00\">21:05</time>
<p>The mayor said that the last bridge was closed to cars, and that buses would leave from the school yard.</p></section>
</article></main></body></html>";

#[test]
fn the_entries_of_a_running_report_keep_their_hours() {
    let document = page(RUNNING.as_bytes());
    let at = |word: &str| {
        let section = document.sections.iter().find(|section| section.span.of(&document.text).contains(word)).unwrap();
        (section.kind, section.at.clone())
    };
    assert_eq!(at("weekend"), (SectionKind::Body, None));
    assert_eq!(at("grain mill"), (SectionKind::Body, Some("2019-05-12T16:40".into())));
    assert_eq!(at("bakers"), (SectionKind::Body, Some("2019-05-12T07:15".into())));
    assert_eq!(at("mayor"), (SectionKind::Body, Some("2019-05-11T19:05".into())));
}

#[test]
fn the_stories_of_one_page_keep_their_days() {
    let story = |day: &str, words: &str| {
        format!(
            "<div class='post'><h2>{words}</h2><p class='date'>{day}</p><p>The mayor said that {words}, and that buses would leave from the yard.</p></div>"
        )
    };
    let stories = [
        story("9 June 2019", "the bridge fell"),
        story("8 June 2019", "the mill burned"),
        story("7 June 2019", "the road was cut"),
    ];
    let html = format!(
        "<html><head><title>News of the river town</title></head><body><main><h1>News of the river town</h1>{}</main></body></html>",
        stories.concat()
    );
    let document = page(html.as_bytes());
    let told = |words: &str| {
        document.sections.iter().find(|section| section.span.of(&document.text).contains(words)).unwrap().at.clone()
    };
    assert_eq!(told("said that the bridge fell").as_deref(), Some("2019-06-09"));
    assert_eq!(told("said that the mill burned").as_deref(), Some("2019-06-08"));
    assert_eq!(told("said that the road was cut").as_deref(), Some("2019-06-07"));
}

#[test]
fn a_chronicle_is_told_and_a_stamp_is_not() {
    let days: Vec<String> = (3..8).map(|n| format!("0{n}.06.2019 - Shells hit the mill")).collect();
    let text = format!(
        "A week at the river town\n21.06.2019\n\nShells fell on the river town on every day of the first week of the month, officials said.\n\n{}\n\n\
         The mayor said that the last bridge was closed to cars and that buses would leave from the school.\n",
        days.join("\n\n")
    );
    let document = page(text.as_bytes());
    assert_eq!(day(&document).as_deref(), Some("2019-06-21"));
    assert_eq!(words(&document, SectionKind::Boilerplate), ["21.06.2019"]);
    assert_eq!(words(&document, SectionKind::Body).len(), 7, "{:?}", words(&document, SectionKind::Body));
}
