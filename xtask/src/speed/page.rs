//! How does an article look as a page?
//!
//! Five layouts as they are met in the wild: a paper with its data for machines, a blog with a thread of comments, an old site of
//! tables in an old encoding, a magazine whose scripts outweigh its text, and plain text.

use super::story::{Story, Words};
use crate::chance::Chance;
use std::fmt::Write;

/// A page: its name and its bytes.
pub struct Made {
    /// The name of its file.
    pub name: String,
    /// What a crawler would have kept.
    pub bytes: Vec<u8>,
}

impl Made {
    /// Gives the kind of its content, as a server would.
    pub fn kind(&self) -> &'static str {
        if self.name.ends_with("txt") { "text/plain" } else { "text/html" }
    }
}

/// Lays an article out.
pub fn page(number: usize, story: &Story, words: &Words) -> Made {
    let chance = &mut Chance::new(number + 77);
    let (text, ending) = match chance.below(16) {
        0..6 => (paper(story, words, chance), "html"),
        6..10 => (blog(story, words, chance), "html"),
        10..13 => (magazine(story, words, chance), "html"),
        13..15 => (tables(story, words, chance), "html"),
        _ => (plain(story), "txt"),
    };
    let bytes = if text.contains("windows-1252") { old(&text) } else { text.into_bytes() };
    Made { name: format!("{number:08}.{ending}"), bytes }
}

fn paper(story: &Story, words: &Words, chance: &mut Chance) -> String {
    let (title, when) = (&story.title, story.day.strftime("%Y-%m-%dT08:30:00Z"));
    let data = serde_json::json!({"@context": "https://schema.org", "@type": "NewsArticle", "headline": title,
        "datePublished": when.to_string(), "author": {"@type": "Person", "name": story.author},
        "publisher": {"@type": "Organization", "name": story.outlet}});
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} | {}</title>\n\
         <meta property=\"og:title\" content=\"{title}\"><meta property=\"article:published_time\" content=\"{when}\">\n\
         <script type=\"application/ld+json\">{data}</script>\n{}</head><body>\n{}",
        story.outlet,
        style(120, chance),
        menu(words, 30, chance)
    );
    let _ =
        write!(page, "<main><article><h1>{title}</h1><p class=\"byline\">By <a href=\"/by\">{}</a></p>", story.author);
    let _ = writeln!(page, "<time datetime=\"{when}\">{}</time>", story.day.strftime("%-d %B %Y"));
    for (n, paragraph) in story.paragraphs.iter().enumerate() {
        let _ = writeln!(page, "<p>{paragraph}</p>");
        if n % 5 == 2 {
            page.push_str("<aside class=\"ad\"><div id=\"slot\"><!-- advertisement --></div></aside>\n");
        }
    }
    let _ = writeln!(page, "</article></main>{}{}</body></html>", related(words, chance), script(150, chance));
    page
}

fn blog(story: &Story, words: &Words, chance: &mut Chance) -> String {
    let old = if chance.below(3) == 0 { "windows-1252" } else { "utf-8" };
    let mut page = format!(
        "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset={old}\"><title>{} - {}</title></head>\n\
         <body>{}<div id=\"wrapper\"><div class=\"post hentry\"><h2 class=\"entry-title\">{}</h2>\n\
         <div class=\"meta\">Posted on {} by <span class=\"author\">{}</span></div><div class=\"entry-content\">\n",
        story.title,
        story.outlet,
        menu(words, 12, chance),
        story.title,
        story.day.strftime("%B %-d, %Y"),
        story.author
    );
    for paragraph in &story.paragraphs {
        let _ = writeln!(page, "<p>{}</p>", curly(paragraph));
    }
    let _ = write!(
        page,
        "</div></div>\n<div id=\"comments\"><h3>{} comments</h3><ol class=\"commentlist\">",
        story.comments.len()
    );
    for (n, (name, hours, said)) in story.comments.iter().enumerate() {
        let at = story.day.at(8, 0, 0, 0).saturating_add(jiff::Span::new().hours(i64::try_from(*hours).unwrap_or(0)));
        let _ = writeln!(
            page,
            "<li class=\"comment\" id=\"comment-{n}\"><cite class=\"fn\">{name}</cite> <span class=\"date\">{}</span><p>{}</p>\
             <a href=\"#respond\">Reply</a></li>",
            at.strftime("%B %-d, %Y at %H:%M"),
            curly(said)
        );
    }
    let _ = writeln!(page, "</ol></div></div>{}</body></html>", script(60, chance));
    page
}

fn magazine(story: &Story, words: &Words, chance: &mut Chance) -> String {
    let mut page = format!(
        "<!doctype html><html><head><meta charset=utf-8><title>{}</title>{}{}</head><body>{}<div class=\"l-wrap\"><header>\
         <h1 class=\"headline\">{}</h1><div class=\"dek\">{}</div><div class=\"stamp\">Published {}</div></header>\n",
        story.title,
        style(500, chance),
        script(500, chance),
        menu(words, 80, chance),
        story.title,
        story.author,
        story.day.strftime("%B %-d, %Y 10:15 am")
    );
    for (n, paragraph) in story.paragraphs.iter().enumerate() {
        let _ = writeln!(
            page,
            "<div class=\"block\"><div class=\"inner\"><div class=\"text\"><p>{paragraph}</p></div></div></div>"
        );
        if n % 4 == 1 {
            let from = words.one("town", chance);
            let _ = writeln!(
                page,
                "<figure><picture><source srcset=\"/i/{n}.webp 1x\"><img src=\"/i/{n}.jpg\" alt=\"\"></picture>\
                 <figcaption>A street in {from}. Photo: {}</figcaption></figure>",
                story.outlet
            );
        }
    }
    let _ = writeln!(page, "</div>{}{}</body></html>", related(words, chance), script(700, chance));
    page
}

fn tables(story: &Story, words: &Words, chance: &mut Chance) -> String {
    let text: Vec<String> = story.paragraphs.iter().map(|paragraph| curly(paragraph)).collect();
    format!(
        "<HTML><HEAD><META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=windows-1252\"><TITLE>{} - {}</TITLE></HEAD>\n\
         <BODY BGCOLOR=white><TABLE WIDTH=100%><TR><TD WIDTH=160 VALIGN=top>{}</TD><TD><FONT SIZE=5><B>{}</B></FONT><BR>\n\
         <FONT SIZE=2>{}</FONT><BR><BR>\n{}\n</TD></TR></TABLE></BODY></HTML>\n",
        story.outlet,
        story.title,
        menu(words, 14, chance),
        story.title,
        story.day.strftime("%A, %B %-d, %Y"),
        text.join("<BR><BR>\n")
    )
}

fn plain(story: &Story) -> String {
    let day = story.day.strftime("%B %-d, %Y");
    format!("{}\n\n{day}\n{}\n\n{}\n", story.title, story.outlet, story.paragraphs.join("\n\n"))
}

fn menu(words: &Words, entries: usize, chance: &mut Chance) -> String {
    let mut menu = String::from("<nav><ul>");
    for n in 0..entries {
        let _ =
            write!(menu, "<li class=\"item-{n}\"><a href=\"/section/{n}\">{}</a></li>", words.one("section", chance));
    }
    menu + "</ul></nav>\n"
}

fn related(words: &Words, chance: &mut Chance) -> String {
    let mut related = String::from("<section class=\"related\"><h4>Related stories</h4><ul>");
    for n in 0..8 {
        let (town, section) = (words.one("town", chance), words.one("section", chance));
        let _ = write!(related, "<li><a href=\"/{n}\">{section}: what we know about {town}</a></li>");
    }
    related + "</ul></section><footer><p>All rights reserved. Contact, Terms of use, Privacy policy</p></footer>\n"
}

fn style(lines: usize, chance: &mut Chance) -> String {
    let rule = |n| {
        format!(
            ".c{n}-{}{{margin:0 {}px;color:#{:06x}}}\n",
            chance.below(99),
            chance.below(40),
            chance.below(0xff_ffff)
        )
    };
    format!("<style>{}</style>\n", (0..lines).map(rule).collect::<String>())
}

fn script(lines: usize, chance: &mut Chance) -> String {
    let line = |n| {
        format!("window.queue.push({{id:{n},slot:\"{:x}\",wait:{}}});\n", chance.below(0xffff_ffff), chance.below(900))
    };
    format!("<script>{}</script>\n", (0..lines).map(line).collect::<String>())
}

/// Sets typographic quotes and dashes, as programs of blogs do.
fn curly(text: &str) -> String {
    let mut open = false;
    let turned = |sign| match sign {
        '"' => {
            open = !open;
            if open { '\u{201c}' } else { '\u{201d}' }
        }
        '\'' => '\u{2019}',
        other => other,
    };
    text.chars().map(turned).collect()
}

/// Writes a page in windows-1252.
fn old(text: &str) -> Vec<u8> {
    let byte = |sign| match sign {
        '\u{201c}' => 0x93,
        '\u{201d}' => 0x94,
        '\u{2019}' => 0x92,
        other => u8::try_from(u32::from(other)).unwrap_or(b'?'),
    };
    text.chars().map(byte).collect()
}
