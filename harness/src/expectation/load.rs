//! From files, or from code, to a book of expectations.

use std::path::{Path, PathBuf};

use crate::expectation::book::{Book, Loaded};
use crate::expectation::check;
use crate::expectation::error::{LoadError, Problem};
use crate::expectation::locate::{Document, JsonPath};
use crate::expectation::read::{Content, read};
use crate::expectation::types::GroupFile;

/// Where the expectations of a suite are.
#[derive(Debug, Clone)]
pub enum Source {
    /// Compiled in: each file's path, for messages, and its text.
    Embedded(&'static [File]),
    /// All files below a folder that [may hold expectations](is_group_file), read at the start of a run.
    Dir(PathBuf),
    /// Made in code.
    Inline(Vec<GroupFile>),
}

/// A compiled-in fixture file.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// The path as messages show it: `fixtures/rust/atexit.json`.
    pub path: &'static str,
    /// What is in it.
    pub text: &'static str,
}

/// Whether the file of this path, in the folder of the expectations, holds expectations: every `*.json` does but the schema and
/// what is in the folder `claims`.
pub fn is_group_file(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "json")
        && path != Path::new("schema.json")
        && !path.starts_with("claims")
}

impl Source {
    /// Reads and checks everything.
    ///
    /// # Errors
    ///
    /// All problems found, each with file, line, column, JSON path, and what to do about it.
    pub fn load(&self) -> Result<Book, LoadError> {
        let mut problems = Vec::new();
        let mut book = Book::default();
        for document in self.documents(&mut problems) {
            let content = match read(&document) {
                Ok(content) => content,
                Err(found) => {
                    problems.extend(found);
                    continue;
                }
            };
            problems.extend(check_name(&document, &content));
            let twice = book.given_twice(&document, &content);
            if !twice.is_empty() {
                problems.extend(twice);
                continue;
            }
            match content {
                Content::Group(group) => {
                    problems.extend(check::group(&document, &group));
                    let (name, content) = (group.group.clone(), *group);
                    book.groups.insert(name, Loaded { document, content });
                }
                Content::Matrix(matrix) => {
                    problems.extend(matrix.check(&document));
                    let content = *matrix;
                    book.matrices.push(Loaded { document, content });
                }
            }
        }
        LoadError::unless_empty(problems)?;
        Ok(book)
    }

    fn documents(&self, problems: &mut Vec<Problem>) -> Vec<Document> {
        match self {
            Source::Embedded(files) => files.iter().map(embedded).collect(),
            Source::Inline(groups) => groups
                .iter()
                .enumerate()
                .map(|(at, group)| inline(at, group))
                .collect(),
            Source::Dir(root) => {
                let mut documents = Vec::new();
                visit(root, root, &mut documents, problems);
                documents
            }
        }
    }
}

/// The name of a group has to be that of its file, so that one leads to the other. A matrix may be of several groups.
fn check_name(document: &Document, content: &Content) -> Option<Problem> {
    let Content::Group(group) = content else {
        return None;
    };
    let name = &group.group;
    if document.inline.is_some() {
        return None;
    }
    let path = document.name.replace('\\', "/");
    let is_there = path
        .strip_suffix(".json")
        .and_then(|path| path.strip_suffix(name.as_str()))
        .is_some_and(|folder| folder.is_empty() || folder.ends_with('/'));
    (!is_there).then(|| {
        document.problem(
            &JsonPath::default().key("group"),
            format!("`{name}` is not the name of this file"),
            format!("move the file to `{name}.json` below the folder of the expectations, or correct the name"),
        )
    })
}

fn embedded(file: &File) -> Document {
    Document {
        name: file.path.to_owned(),
        text: file.text.to_owned(),
        inline: None,
    }
}

/// Writes the group down, so that it goes the way of all files.
fn inline(at: usize, group: &GroupFile) -> Document {
    Document {
        name: "<inline>".to_owned(),
        // The types have nothing that JSON cannot say; an empty text would be refused, not passed over.
        text: serde_json::to_string_pretty(group).unwrap_or_default(),
        inline: Some(JsonPath::default().index(at)),
    }
}

fn visit(root: &Path, folder: &Path, documents: &mut Vec<Document>, problems: &mut Vec<Problem>) {
    let mut entries = Vec::new();
    match std::fs::read_dir(folder) {
        Ok(found) => {
            for entry in found {
                match entry {
                    Ok(entry) => entries.push(entry.path()),
                    Err(error) => problems.push(unreadable(folder, error)),
                }
            }
        }
        Err(error) => problems.push(unreadable(folder, error)),
    }
    entries.sort();
    for path in entries {
        if path.is_dir() {
            visit(root, &path, documents, problems);
        } else if path.strip_prefix(root).is_ok_and(is_group_file) {
            match std::fs::read_to_string(&path) {
                Ok(text) => documents.push(Document {
                    name: path.display().to_string(),
                    text,
                    inline: None,
                }),
                Err(error) => problems.push(unreadable(&path, error)),
            }
        }
    }
}

/// The files that a folder has, as if they had been compiled in: their texts are never freed.
///
/// # Errors
///
/// When one of them, or a folder, cannot be read.
pub(crate) fn files(root: &Path) -> Result<Vec<File>, Vec<Problem>> {
    let (mut documents, mut problems) = (Vec::new(), Vec::new());
    visit(root, root, &mut documents, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    let file = |document: Document| File {
        path: document.name.leak(),
        text: document.text.leak(),
    };
    Ok(documents.into_iter().map(file).collect())
}

fn unreadable(path: &Path, error: std::io::Error) -> Problem {
    Problem {
        file: path.display().to_string(),
        place: None,
        path: String::new(),
        message: format!("cannot be read: {error}"),
        help: "give the folder of the expectations, and make it readable".to_owned(),
        source: Some(error),
    }
}
