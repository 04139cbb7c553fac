//! Which pages are meant by the files and folders that a user names?

use anyhow::{Result, bail};
use reader::inputs::{self, Columns, Left, Take};
use std::{
    fs::File,
    io,
    ops::ControlFlow,
    path::{Path, PathBuf},
};
use walkdir::WalkDir;

/// What names standard input.
const STANDARD_INPUT: &str = "-";

/// A file that may hold pages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Page {
    /// Its path relative to the folder that was named, or its file name.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// True where it was found in a folder; false where it was named.
    pub found: bool,
}

impl Page {
    /// Hands out the pages of the file, or of standard input: itself, or those that it holds.
    pub fn open(&self, columns: &Columns, take: &mut Take<'_>) -> ControlFlow<()> {
        if self.path == Path::new(STANDARD_INPUT) {
            return inputs::of_stream(&self.name, io::stdin().lock(), columns, take);
        }
        if let (true, Some(what)) = (self.found, unending(&self.path)) {
            return take(Err(Left {
                name: self.name.clone(),
                reason: format!("is {what}, not a page; name it to read it"),
            }));
        }
        match File::open(&self.path) {
            Ok(file) if file.metadata().is_ok_and(|about| about.is_file()) => {
                inputs::of_file(&self.name, file, columns, take)
            }
            Ok(pipe) => inputs::of_stream(&self.name, pipe, columns, take),
            Err(error) => {
                let reason = format!("cannot be read ({error}); check that it is there and that you may read it");
                take(Err(Left { name: self.name.clone(), reason }))
            }
        }
    }
}

/// Lists the pages of files and folders, sorted by name.
///
/// Hidden files are passed over. A file that vanishes or cannot be read is listed all the same:
/// reading it says why.
///
/// # Errors
/// Where something named does not exist, or nothing in it is a file.
pub fn pages(inputs: &[PathBuf]) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    for input in inputs {
        if input == Path::new(STANDARD_INPUT) {
            pages.push(Page { name: STANDARD_INPUT.into(), path: input.clone(), found: false });
            continue;
        }
        if !input.exists() {
            bail!("{}: no such file or folder; check the path", input.display());
        }
        if input.is_dir() {
            list(input, &mut pages);
        } else {
            let name = input.file_name().map_or_else(|| input.to_string_lossy(), |name| name.to_string_lossy());
            pages.push(Page { name: name.into_owned(), path: input.clone(), found: false });
        }
    }
    if pages.is_empty() {
        let named = inputs.iter().map(|input| input.display().to_string()).collect::<Vec<_>>().join(", ");
        bail!("{named}: no pages; put text or HTML files there, or name another folder");
    }
    pages.sort();
    pages.dedup();
    Ok(pages)
}

fn list(folder: &Path, pages: &mut Vec<Page>) {
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    for entry in WalkDir::new(folder).into_iter().filter_entry(visible) {
        let (path, folder_like) = match entry {
            Ok(entry) => (entry.path().to_owned(), entry.file_type().is_dir()),
            Err(error) => (error.path().unwrap_or(folder).to_owned(), false),
        };
        if folder_like {
            continue;
        }
        let below = path.strip_prefix(folder).unwrap_or(&path);
        pages.push(Page { name: below.to_string_lossy().replace('\\', "/"), path, found: true });
    }
}

/// Tells what a file is that is read without an end, or until somebody writes to it.
fn unending(path: &Path) -> Option<&'static str> {
    let about = path.metadata().ok()?;
    (!about.is_file() && !about.is_dir()).then_some("a pipe or a device")
}
