//! Which archives are malformed or hostile?

use crate::{GOOD, Input, input};
use flate2::{Compression, write::GzEncoder};
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

pub fn inputs() -> Vec<Input> {
    zips().into_iter().chain(others()).chain(binaries()).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory")
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        packed.start_file(*name, SimpleFileOptions::default()).expect("memory");
        packed.write_all(bytes).expect("memory");
    }
    packed.finish().expect("memory").into_inner()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut packed = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_ustar();
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        packed.append(&header, *bytes).expect("memory");
    }
    packed.into_inner().expect("memory")
}

fn page(words: &str) -> Vec<u8> {
    format!("{words}. {GOOD}").into_bytes()
}

fn zips() -> Vec<Input> {
    let good = zip(&[("page.txt", &page("Packed"))]);
    let nested =
        (0..8).fold(page("Far inside"), |inside, n| zip(&[(if n == 0 { "page.txt" } else { "more.zip" }, &inside)]));
    vec![
        input("half.zip", "an archive that is cut off", good[..good.len() / 2].to_vec()),
        input("flipped.zip", "an archive with a wrong byte in a page", {
            let mut bytes = zip(&[("page.txt", &page("Flipped"))]);
            bytes[60] ^= 0xff;
            bytes
        }),
        input("noend.zip", "an archive without its list", b"PK\x03\x04 and nothing else".to_vec()),
        input("void.zip", "an archive without members", zip(&[])),
        input("escape.zip", "a member whose path leads out", zip(&[("../../etc/passwd", &page("Out of a zip"))])),
        input("absolute.zip", "a member with an absolute path", zip(&[("/etc/passwd", &page("Absolute"))])),
        input("drive.zip", "a member on another drive", zip(&[("C:\\pages\\a.txt", &page("On a drive"))])),
        input("bomb.zip", "100 MB of zeros in 100 KB", zip(&[("zeros.txt", &vec![0; 100_000_000])])),
        input("nested.zip", "eight archives inside one another", nested),
        input("many.zip", "300 empty members", {
            let names: Vec<String> = (0..300).map(|n| format!("{n}.txt")).collect();
            zip(&names.iter().map(|name| (name.as_str(), b"".as_slice())).collect::<Vec<_>>())
        }),
        input("hidden.zip", "files that a system left", zip(&[("__MACOSX/._page.txt", b"x"), (".DS_Store", b"x")])),
        input(
            "office.docx",
            "an office document",
            zip(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")]),
        ),
    ]
}

fn others() -> Vec<Input> {
    let packed = gzip(&page("Zipped"));
    let nested = (0..6).fold(page("Zipped far inside"), |inside, _| gzip(&inside));
    vec![
        input("half.gz", "a compressed page that is cut off", packed[..packed.len() / 2].to_vec()),
        input("sum.gz", "a compressed page with a wrong sum", {
            let mut bytes = gzip(&page("Wrong sum"));
            let end = bytes.len() - 6;
            bytes[end] ^= 0xff;
            bytes
        }),
        input("bomb.gz", "100 MB of zeros in 100 KB", gzip(&vec![0; 100_000_000])),
        input(
            "spaces.gz",
            "40 MB of spaces around one sentence",
            gzip(format!("{}Rebels attacked Palmyra.", " ".repeat(40_000_000)).as_bytes()),
        ),
        input("nested.gz", "six times compressed", nested),
        input(
            "half.tar",
            "an archive that ends inside a page",
            tar(&[("page.txt", &page("Half a tar"))])[..600].to_vec(),
        ),
        input("escape.tar", "a member whose path leads out", tar(&[("../../page.txt", &page("Out of a tar"))])),
        input("size.tar", "a member that says it is larger than the file", {
            let mut bytes = tar(&[("page.txt", &page("Too large"))]);
            bytes[124..135].copy_from_slice(b"77777777777");
            bytes
        }),
        input("sum.tar", "a member with a wrong sum", {
            let mut bytes = tar(&[("page.txt", &page("Wrong tar sum"))]);
            bytes[150] ^= 1;
            bytes
        }),
    ]
}

fn binaries() -> Vec<Input> {
    vec![
        input("picture.txt", "a picture under the name of a text", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01".to_vec()),
        input("picture.html", "a picture under the name of a page", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR".to_vec()),
        input("report.pdf", "a PDF document", "%PDF-1.7\n%\u{e2}\u{e3}\n1 0 obj\n"),
        input("program.txt", "a program", b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00".to_vec()),
        input("case.txt", "a database", b"SQLite format 3\x00\x10\x00\x01\x01".to_vec()),
        input("song.mp3", "sound", b"ID3\x04\x00\x00\x00\x00\x00\x21TSSE".to_vec()),
        input(
            "noise.txt",
            "bytes that look like chance",
            (0_u32..20_000).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect::<Vec<u8>>(),
        ),
        input("large.txt", "a text larger than a page may be", "Rebels attacked Palmyra. ".repeat(1_400_000)),
    ]
}
