//! Which tables, feeds, crawls and letters are malformed or hostile?

use crate::{GOOD, Input, input};

pub fn inputs() -> Vec<Input> {
    rows().into_iter().chain(feeds()).chain(crawls()).chain(letters()).collect()
}

fn rows() -> Vec<Input> {
    let object = |text: &str| format!("{{\"title\": \"A report\", \"text\": \"{text}\", \"date\": \"2016-06-28\"}}");
    let told = |n: &str| object(&format!("Row {n}. Rebels attacked the town of Palmyra on Tuesday."));
    vec![
        input(
            "broken.jsonl",
            "one of three rows is no JSON",
            format!("{}\n{{\"text\": \n{}\n", told("one"), told("three")),
        ),
        input("cut.jsonl", "the last row is cut off", format!("{}\n{}", told("before the cut"), &told("cut")[..40])),
        input(
            "deep.jsonl",
            "a row 100,000 lists deep",
            format!("{{\"text\": {}1{}}}\n", "[".repeat(100_000), "]".repeat(100_000)),
        ),
        input(
            "types.jsonl",
            "numbers, lists and nothing where words should be",
            "{\"text\": 12, \"title\": [], \"date\": {}}\n{\"text\": null}\n[1, 2]\n\"words\"\n",
        ),
        input(
            "twice.jsonl",
            "a key that is there twice",
            "{\"text\": \"One of two. Rebels attacked Homs on Tuesday.\", \"text\": \"The second of two. Rebels attacked Hama on Tuesday.\"}\n",
        ),
        input(
            "surrogate.jsonl",
            "half a pair as an escape",
            "{\"text\": \"Half \\ud800 a pair. Rebels attacked Homs on Tuesday.\"}\n",
        ),
        input("notext.jsonl", "rows without a text", "{\"title\": \"A\"}\n{\"url\": \"http://example.org\"}\n"),
        input("list.json", "a list that never ends", format!("[{}, {}", told("listed"), told("listed too"))),
        input(
            "broken.csv",
            "a quotation mark that is never closed",
            "title,text\nA,\"Rebels attacked Palmyra on Tuesday.\nB,More rows\n",
        ),
        input(
            "ragged.csv",
            "rows of other lengths than the header",
            "title,text,date\nA,\"Ragged. Rebels attacked Palmyra on Tuesday.\"\nB,\"Too many. Rebels attacked Homs on Monday.\",2016-06-28,x,y,z\n",
        ),
        input("unknown.csv", "columns that nobody knows", "a,b,c\n1,2,3\n"),
        input("header.csv", "a header and no rows", "title,text,date\n"),
        input(
            "columns.csv",
            "20,000 columns",
            format!("{}\n{}\n", (0..20_000).map(|n| format!("c{n},")).collect::<String>(), "1,".repeat(20_000)),
        ),
        input(
            "formula.csv",
            "a cell that would be a formula",
            "title,text\n=1+1,\"A formula. Rebels attacked Palmyra on Tuesday.\"\n",
        ),
        input(
            "nul.csv",
            "zero bytes in a table",
            "title,text\nA\0B,\"Zero\0bytes. Rebels attacked Palmyra on Tuesday.\"\n",
        ),
    ]
}

fn feeds() -> Vec<Input> {
    let item = |words: &str| {
        format!(
            "<item><title>{words}</title><description>{words}. Rebels attacked the town of Palmyra on Tuesday.</description></item>"
        )
    };
    let feed = |inside: &str| {
        format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Feed</title>{inside}</channel></rss>")
    };
    vec![
        input(
            "broken.xml",
            "a feed whose elements do not match",
            feed(&item("Broken feed")).replace("</channel>", "</chanel>"),
        ),
        input("cut.xml", "a feed that is cut off", feed(&item("Cut feed"))[..120].to_owned()),
        input(
            "laughs.xml",
            "a feed with an entity made of entities",
            format!(
                "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>{}",
                &feed("<item><title>Laughs</title><description>&b;&b;&b; in Palmyra</description></item>")[21..]
            ),
        ),
        input(
            "file.xml",
            "a feed with an entity that would read a file",
            format!(
                "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>{}",
                &feed("<item><title>File</title><description>&a; was read in Palmyra</description></item>")[21..]
            ),
        ),
        input("noentries.xml", "a feed without entries", feed("")),
        input("deep.xml", "a feed 20,000 elements deep", feed(&"<item>".repeat(20_000))),
    ]
}

fn crawls() -> Vec<Input> {
    let capture = |length: &str, body: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/{length}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n{body}\r\n\r\n"
        )
    };
    let answer = |words: &str| format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{words}. {GOOD}");
    vec![
        input("short.warc", "a capture that is longer than it says", capture("60", &answer("Longer than it says"))),
        input(
            "long.warc",
            "a capture that is shorter than it says",
            capture("999999999", &answer("Shorter than it says")),
        ),
        input("negative.warc", "a capture of a negative length", capture("-5", &answer("Negative"))),
        input("nolength.warc", "a capture that says no length", "WARC/1.0\r\nWARC-Type: response\r\n\r\nwords\r\n\r\n"),
        input(
            "header.warc",
            "a header of a million letters",
            format!("WARC/1.0\r\nX: {}\r\n\r\n", "x".repeat(1_000_000)),
        ),
        input("status.warc", "an answer that is no page", {
            let body = "HTTP/1.1 404 Not Found\r\n\r\nnothing here";
            capture(&body.len().to_string(), body)
        }),
    ]
}

fn letters() -> Vec<Input> {
    vec![
        input(
            "broken.eml",
            "a letter whose parts never end",
            format!(
                "From: a@example.org\r\nSubject: Parts\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nA letter of parts. {GOOD}"
            ),
        ),
        input(
            "nested.eml",
            "a letter with 2,000 letters inside one another",
            format!("From: a@example.org\r\n{}Nested. {GOOD}", "Content-Type: message/rfc822\r\n\r\n".repeat(2_000)),
        ),
        input(
            "base64.eml",
            "a letter whose text is no base64",
            "From: a@example.org\r\nSubject: Code\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!not base64 at all!!!!\r\n",
        ),
        input(
            "headers.eml",
            "a letter of 50,000 headers",
            format!("{}\r\nMany headers. {GOOD}", "X: y\r\n".repeat(50_000)),
        ),
        input("from.mbox", "a mailbox of 500 empty letters", "From a\n\n".repeat(500)),
    ]
}
