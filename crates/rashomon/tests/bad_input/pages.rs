//! Which HTML pages are malformed or hostile?

use crate::{Input, html, input};

const TOLD: &str = "Rebels attacked the town of Palmyra on Tuesday, killing 12 soldiers, the army said.";

pub fn inputs() -> Vec<Input> {
    broken().into_iter().chain(hostile()).chain(hidden()).collect()
}

fn broken() -> Vec<Input> {
    vec![
        input("unclosed.html", "no element is closed", format!("<html><body><div><p>Unclosed. {TOLD}")),
        input(
            "crossed.html",
            "elements closed in the wrong order",
            format!("<html><b><i><p>Crossed. {TOLD}</b></i></p></html>"),
        ),
        input("halftag.html", "the page ends inside a tag", format!("<html><body><p>Half. {TOLD}</p><div class=\"x")),
        input(
            "halfcomment.html",
            "a comment that never ends",
            format!("<html><body><p>Half a comment. {TOLD}</p><!-- {TOLD}"),
        ),
        input(
            "halfscript.html",
            "a script that never ends",
            format!("<html><body><p>Half a script. {TOLD}</p><script>{TOLD}"),
        ),
        input("notags.html", "a page without a tag", format!("No tags. {TOLD}")),
        input(
            "twobodies.html",
            "two pages in one",
            format!("{}{}", html(&format!("One. {TOLD}")), html("Two. Nothing else happened in the town that day.")),
        ),
        input(
            "frames.html",
            "nothing but frames",
            "<html><frameset cols='50%,50%'><frame src='a.html'><frame src='b.html'></frameset></html>",
        ),
        input(
            "noscript.html",
            "nothing without scripts",
            "<html><body><noscript>Please turn on JavaScript.</noscript><div id='root'></div></body></html>",
        ),
        input(
            "quirks.html",
            "attributes without quotes or names",
            html(&format!("<a href=x=y ='>' \"\" <b>Quirks. {TOLD}</a>")),
        ),
        input(
            "php.html",
            "the program behind a page",
            format!("<?php echo $_GET['x']; ?> <p>Behind the page. {TOLD}</p>"),
        ),
        input(
            "xml.html",
            "XML with an unknown namespace",
            format!("<?xml version='1.0'?><x:y xmlns:x='z'><x:p>Unknown. {TOLD}</x:p></x:y>"),
        ),
        input(
            "charset.html",
            "a charset that does not exist",
            format!("<html><head><meta charset='klingon'></head><body><p>Klingon. {TOLD}</p></body></html>"),
        ),
        input(
            "twocharsets.html",
            "two charsets that contradict one another",
            [
                b"<html><head><meta charset='utf-8'><meta charset='utf-16'></head><body><p>Two charsets, caf\xe9. "
                    .as_slice(),
                TOLD.as_bytes(),
                b"</p>",
            ]
            .concat(),
        ),
        input(
            "entities.html",
            "entities that name no character",
            html(&format!("&#x110000; &#0; &#xD800; &nosuch; &#99999999999; Entities. {TOLD}")),
        ),
        input("cdata.html", "marked sections", html(&format!("<![CDATA[ hidden ]]> Marked. {TOLD}"))),
    ]
}

fn hostile() -> Vec<Input> {
    let deep = |tag: &str, depth: usize| {
        format!(
            "<html><body>{}Deep in {tag}. {TOLD}{}</body></html>",
            format!("<{tag}>").repeat(depth),
            format!("</{tag}>").repeat(depth)
        )
    };
    vec![
        input("deep.html", "100,000 elements inside one another", deep("div", 100_000)),
        input("deepb.html", "100,000 elements of text inside one another", deep("b", 100_000)),
        input(
            "tables.html",
            "5,000 tables inside one another",
            format!("{}Tables. {TOLD}", "<table><tr><td>".repeat(5_000)),
        ),
        input(
            "attributes.html",
            "an element with 50,000 attributes",
            format!(
                "<html><body><p {}>Attributes. {TOLD}</p>",
                (0..50_000).map(|n| format!("a{n}=1 ")).collect::<String>()
            ),
        ),
        input(
            "classes.html",
            "a class of a million letters",
            format!("<html><body><p class='{}'>Classes. {TOLD}</p>", "c".repeat(1_000_000)),
        ),
        input("links.html", "50,000 links", html(&format!("Links. {TOLD}{}", "<a href='#'>more</a>".repeat(50_000)))),
        input(
            "forms.html",
            "10,000 unclosed forms",
            format!("{}Forms. {TOLD}", "<form><select><option>".repeat(10_000)),
        ),
        input("lookups.html", "100,000 entities", html(&format!("Lookups. {TOLD}{}", "&amp;".repeat(100_000)))),
        input(
            "bomb.html",
            "an entity made of entities",
            "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]><html><body><p>&b;&b; An entity bomb in the town of Palmyra.</p></body></html>",
        ),
        input(
            "outside.html",
            "an entity that would read a file",
            "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><html><body><p>&a; Outside the town of Palmyra.</p></body></html>",
        ),
        input(
            "script.html",
            "scripts in every place that runs them",
            html(&format!(
                "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)><a href='javascript:alert(1)'>Scripts.</a> {TOLD}"
            )),
        ),
        input(
            "title.html",
            "a headline that would be a script",
            format!(
                "<html><head><title>\"><script>alert(1)</script></title></head><body><p>{TOLD} A headline.</p></body></html>"
            ),
        ),
        input(
            "refresh.html",
            "a page that would go elsewhere",
            format!(
                "<html><head><meta http-equiv=refresh content='0;url=http://example.org/'></head><body><p>Elsewhere. {TOLD}</p></body></html>"
            ),
        ),
        input(
            "json-ld.html",
            "structured data that is broken",
            format!(
                "<html><head><script type='application/ld+json'>{{\"datePublished\": [[[[\"2016-06-28</script></head><body><p>Broken data. {TOLD}</p></body></html>"
            ),
        ),
        input(
            "json-deep.html",
            "structured data 100,000 lists deep",
            format!(
                "<html><head><script type='application/ld+json'>{}</script></head><body><p>Deep data. {TOLD}</p></body></html>",
                "[".repeat(100_000)
            ),
        ),
        input(
            "stamp.html",
            "a page that is published in the year 99999",
            format!(
                "<html><head><meta property='article:published_time' content='99999-99-99T99:99:99Z'></head><body><p>No such year. {TOLD}</p></body></html>"
            ),
        ),
    ]
}

fn hidden() -> Vec<Input> {
    let unseen = |style: &str| {
        html(&format!("Seen by all, {style}. {TOLD}</p><p {style}>A secret attack killed 99 people in Homs."))
    };
    vec![
        input("unseen.html", "a passage that is not displayed", unseen("style='display:none'")),
        input("attribute.html", "a passage with the attribute hidden", unseen("hidden")),
        input(
            "comment.html",
            "a passage in a comment",
            html(&format!("In a comment. {TOLD} <!-- A secret attack killed 99 people in Homs. -->")),
        ),
        input(
            "template.html",
            "a passage in a template",
            html(&format!("In a template. {TOLD} <template>A secret attack killed 99 people in Homs.</template>")),
        ),
        input(
            "iframe.html",
            "a passage in an inner frame",
            html(&format!("In a frame. {TOLD} <iframe srcdoc='A secret attack killed 99 people in Homs.'></iframe>")),
        ),
    ]
}
