//! Which names and files of a folder are malformed or hostile?

use crate::{GOOD, Holds, Input, input};

pub fn inputs() -> Vec<Input> {
    let page = |words: &str| format!("{words}. {GOOD}");
    let link = |name: &str, about, to| Input { name: name.into(), about, holds: Holds::Link(to) };
    vec![
        input("-rf.txt", "a name that begins like an option", page("Like an option")),
        input("two\nlines.txt", "a name of two lines", page("Two lines")),
        input("\u{1b}[31mred.txt", "a name that would color a terminal", page("Red")),
        input("<script>alert(1)<script>.txt", "a name that would be a script", page("Script")),
        input("'; DROP TABLE events; --.txt", "a name that would be SQL", page("Little Bobby")),
        input("a|b`c.txt", "a name with signs of a shell", page("Shell")),
        input("\u{202e}txt.exe", "a name that is written backwards", page("Backwards")),
        input(format!("{}.txt", "n".repeat(251)), "a name as long as names may be", page("Long name")),
        input("no-ending", "a page whose name has no ending", page("No ending")),
        link("nowhere.txt", "a link that leads nowhere", "no/such/page.txt"),
        link("itself.txt", "a link to itself", "itself.txt"),
        link("above", "a link to the folder above", ".."),
        link("zeros.txt", "a link to a device that never ends", "/dev/zero"),
        Input { name: "pipe.txt".into(), about: "a pipe that nobody writes to", holds: Holds::Pipe },
    ]
}
