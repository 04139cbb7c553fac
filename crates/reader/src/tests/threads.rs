//! Are the threads of the common systems read: who, when, which number, and in answer to what?

use crate::{Publishers, read};
use schema::SectionKind;
use std::sync::LazyLock;

static PUBLISHERS: LazyLock<Publishers> = LazyLock::new(Publishers::for_tests);

const STORY: &str = "<h1>Dam road open again</h1><p>The road to the dam was opened on Friday after three weeks of fighting, the \
    governor said.</p><p>Six trucks with flour were the first to pass, and drivers said that the soldiers had let them through.</p>";

/// Writes each comment as "author, number, moment: words", and whom it answers.
fn thread(page: &str) -> Vec<String> {
    let document = read("page", page.as_bytes(), &PUBLISHERS).unwrap();
    let words = |section: &schema::Section| section.span.of(&document.text).replace('\n', " ");
    let comments = document.sections.iter().filter(|section| section.kind == SectionKind::Comment);
    comments
        .map(|comment| {
            let author = comment.author.as_deref().unwrap_or("?");
            let number = comment.number.map(|number| format!(" {number}")).unwrap_or_default();
            let answered = comment.reply_to.map(|at| format!(" <- {}", words(&document.sections[at])));
            let at = comment.at.as_deref().unwrap_or("?");
            format!("{author}{number}, {at}: {}{}", words(comment), answered.unwrap_or_default())
        })
        .collect()
}

fn html(comments: &str) -> Vec<String> {
    thread(&format!(
        "<html><head><title>Dam road open again</title></head><body><article>{STORY}</article>{comments}</body></html>"
    ))
}

#[test]
fn of_nested_lists() {
    // As WordPress writes them; the deepest answers stand side by side and name whom they mean.
    let one = |id: u8, depth: u8, author: &str, words: &str, inner: &str| {
        format!(
            "<li class='comment depth-{depth}' id='comment-{id}'><div class='comment-author vcard'><cite class='fn'>{author}</cite> \
             <span class='says'>says:</span></div><div class='comment-meta'><a href='#comment-{id}'>June {id}, 2019 at 6:52 pm</a></div>\
             <div class='comment-content'><p>{words}</p></div><div class='reply'><a href='#'>Reply</a></div>{inner}</li>"
        )
    };
    let deep = [one(3, 3, "Cara", "Not I.", ""), one(4, 3, "Dan", "@Cara: but who?", "")].concat();
    let second = one(2, 2, "Ben", "Who saw it?", &format!("<ul class='children'>{deep}</ul>"));
    let first = one(1, 1, "Anna", "It is open.", &format!("<ul class='children'>{second}</ul>"));
    let list = format!(
        "<div id='comments'><h2>5 Comments</h2><ol class='commentlist'>{first}{}</ol></div>",
        one(5, 1, "Eve", "Good.", "")
    );
    assert_eq!(
        html(&list),
        [
            "Anna, 2019-06-01T18:52: It is open.",
            "Ben, 2019-06-02T18:52: Who saw it? <- It is open.",
            "Cara, 2019-06-03T18:52: Not I. <- Who saw it?",
            "Dan, 2019-06-04T18:52: @Cara: but who? <- Not I.",
            "Eve, 2019-06-05T18:52: Good.",
        ]
    );
}

#[test]
fn of_lists_beside_what_they_answer() {
    // As Disqus, Drupal and many others write them: the answers stand in a list behind the comment.
    let one = |author: &str, words: &str| {
        format!(
            "<article class='comment'><span class='author'>{author}</span> <time datetime='2019-06-07T10:00:00Z'>7 June</time>\
             <div class='comment-text'><p>{words}</p></div></article>"
        )
    };
    for list in ["children", "indented", "comment-replies"] {
        let page = [
            "<section id='comments'>".to_owned(),
            one("Anna", "It is open."),
            format!(
                "<div class='{list}'>{}<div class='{list}'>{}</div>{}</div>",
                one("Ben", "Who saw it?"),
                one("Cara", "I did."),
                one("Dan", "So did I.")
            ),
            one("Eve", "Good."),
            "</section>".to_owned(),
        ];
        assert_eq!(
            html(&page.concat()),
            [
                "Anna, 2019-06-07T10:00: It is open.",
                "Ben, 2019-06-07T10:00: Who saw it? <- It is open.",
                "Cara, 2019-06-07T10:00: I did. <- Who saw it?",
                "Dan, 2019-06-07T10:00: So did I. <- It is open.",
                "Eve, 2019-06-07T10:00: Good.",
            ],
            "{list}"
        );
    }
}

#[test]
fn of_comments_that_name_what_they_answer() {
    let flat = "<div class='comments'>\
        <div class='comment' data-comment-id='7'><b class='author'>Anna</b><time datetime='2019-06-07T10:00:00Z'></time><p class='comment-text'>It is open.</p></div>\
        <div class='comment' data-comment-id='8'><b class='author'>Ben</b><time datetime='2019-06-07T11:00:00Z'></time><p class='comment-text'>Is it?</p></div>\
        <div class='comment' data-comment-id='9' data-parent-id='7'><b class='author'>Cara</b><p class='comment-text'>I drove there.</p></div>\
        <div class='comment'><span class='author'>Dan</span> <span>in reply to Ben</span><p class='comment-text'>It is.</p></div>\
        <div class='comment'><span class='author'>Eve</span><a class='parent-link' href='#'>Anna</a><p class='comment-text'>Thanks.</p></div></div>";
    assert_eq!(
        html(flat),
        [
            "Anna, 2019-06-07T10:00: It is open.",
            "Ben, 2019-06-07T11:00: Is it?",
            "Cara, ?: I drove there. <- It is open.",
            "Dan, ?: It is. <- Is it?",
            "Eve, ?: Thanks. <- It is open.",
        ]
    );
    let depths = "<div class='comments'><div class='comment level-1'><b class='author'>Anna</b><p class='comment-text'>It is open.</p></div>\
        <div class='comment level-2'><b class='author'>Ben</b><p class='comment-text'>Is it?</p></div>\
        <div class='comment level-1'><b class='author'>Cara</b><p class='comment-text'>Good.</p></div></div>";
    assert_eq!(html(depths), ["Anna, ?: It is open.", "Ben, ?: Is it? <- It is open.", "Cara, ?: Good."]);
}

#[test]
fn of_numbered_posts() {
    // As forums write them; counted votes are no numbers.
    let post = |n: usize, votes: usize, author: &str, words: &str| {
        format!(
            "<div class='comment' id='c{n}'><div class='head'><span class='username'>{author}</span> \
             <span class='date'>7 June 2019 10:0{n}</span> <a class='permalink' href='#c{n}'>#{n}</a> <span class='score'>{votes}</span></div>\
             <div class='comment-content'>{words}</div></div>"
        )
    };
    let posts = [
        post(1, 9, "anna", "It is open."),
        post(2, 2, "ben", "<p>anna wrote:</p><p>It is open.</p><p>Is it?</p>"),
        post(3, 5, "cara", "#2: Yes."),
    ];
    assert_eq!(
        html(&format!("<div id='comments'>{}</div>", posts.concat())),
        [
            "anna 1, 2019-06-07T10:01: It is open.",
            "ben 2, 2019-06-07T10:02: anna wrote: It is open. Is it? <- It is open.",
            "cara 3, 2019-06-07T10:03: #2: Yes. <- anna wrote: It is open. Is it?",
        ]
    );
}

#[test]
fn of_markup_signed_below() {
    // As TypePad writes them.
    let one = |n: usize, author: &str, words: &str| {
        format!(
            "<div class='comment' id='comment-6a00{n}'><div class='comment-content'><p>{words}</p></div>\
             <p class='comment-footer'>Posted by: <a href='x'>{author}</a> | <a href='#comment-6a00{n}'>Jun 8 2019 18:5{n} utc</a> | {n}</p></div>"
        )
    };
    let posts = [one(1, "Anna", "It is open."), one(2, "Peter 1", "@1 Is it?"), one(3, "Cara", "Peter 1 @2 It is.")];
    assert_eq!(
        html(&format!("<div id='comments' class='comments'><h3>Comments</h3>{}</div>", posts.concat())),
        [
            "Anna 1, 2019-06-08T18:51: It is open.",
            "Peter 1 2, 2019-06-08T18:52: @1 Is it? <- It is open.",
            "Cara 3, 2019-06-08T18:53: Peter 1 @2 It is. <- @1 Is it?",
        ]
    );
}

const TEXT: &str = "Dam road open again\n\nThe road to the dam was opened on Friday after three weeks of fighting, the governor said.\n\n";

#[test]
fn of_text_signed_below() {
    let text = format!(
        "{TEXT}Posted by ed on June 8, 2019 at 16:00 UTC | Permalink\n\nComments\n\nIt is open.\n\nPosted by: Anna | Jun 8 2019 18:51 utc | 1\n\n\
         It is open.\n\nPosted by: Anna | Jun 8 2019 18:51 utc | 1\n\nIs it?\n\nPosted by: Ben | Jun 8 2019 18:52 utc | 2\n\n\
         @ben I drove there.\n\nPosted by: Cara | Jun 8 2019 18:53 utc | 3\n"
    );
    assert_eq!(
        thread(&text),
        [
            "Anna 1, 2019-06-08T18:51: It is open.",
            "Ben 2, 2019-06-08T18:52: It is open.  Posted by: Anna | Jun 8 2019 18:51 utc | 1  Is it? <- It is open.",
            "Cara 3, 2019-06-08T18:53: @ben I drove there. <- It is open.  Posted by: Anna | Jun 8 2019 18:51 utc | 1  Is it?",
        ]
    );
}

#[test]
fn of_text_signed_above() {
    let text = format!(
        "{TEXT}3 Comments\n\n1. Anna says:\nJune 8, 2019 at 6:52 pm\nIt is open.\nReply\n\n2. Ben in reply to Anna says:\nJune 8, 2019 at 6:53 pm\n\
         Is it?\nReply\n\n3. Cara says:\nJune 8, 2019 at 6:54 pm\nGood.\nReply\n"
    );
    assert_eq!(
        thread(&text),
        [
            "Anna 1, 2019-06-08T18:52: It is open.",
            "Ben 2, 2019-06-08T18:53: Is it? <- It is open.",
            "Cara 3, 2019-06-08T18:54: Good.",
        ]
    );
}

#[test]
fn of_text_whose_post_is_signed_above_their_heading() {
    let signed = |heading: &str| format!("{TEXT}Posted by ed on June 8, 2019 at 16:00 UTC\n\n{heading}\n\n");
    let below = format!("{}It is open.\n\nPosted by: Anna | Jun 8 2019 18:51 utc\n", signed("Comments"));
    let above = format!("{}Anna says:\nJune 8, 2019 at 6:51 pm\nIt is open.\n", signed("1 Comment"));
    for text in [below, above] {
        assert_eq!(thread(&text), ["Anna, 2019-06-08T18:51: It is open."], "{text}");
    }
    assert_eq!(thread(&signed("Leave a comment")), [""; 0]);
    let form_below = format!(
        "{TEXT}Comments\n\nIt is open.\n\nPosted by: Anna | Jun 8 2019 18:51 utc\n\nIs it?\n\nPosted by: Ben | Jun 8 2019 18:52 utc\n\nLeave a comment\n"
    );
    assert_eq!(thread(&form_below), ["Anna, 2019-06-08T18:51: It is open.", "Ben, 2019-06-08T18:52: Is it?"]);
}
