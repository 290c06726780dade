//! Text that Markdown takes for nothing but text.

use crate::escape::plain;

/// Text on one line, with all that could mean something to Markdown or HTML escaped.
pub(crate) fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in plain(text).chars() {
        // `&` begins an entity, `<` a tag, and `|` ends the cell of a table.
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '|' | '#' | '&' | '~'
        ) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Text as code: in as many backticks as it takes, so that none in it ends it.
pub(crate) fn code(text: &str) -> String {
    let text = plain(text);
    let mut longest = 0;
    let mut run = 0;
    for character in text.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    // A blank on either side is taken off again; it keeps a backtick at the edge from joining the fence.
    let blank = text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']);
    match blank {
        true => format!("{fence} {text} {fence}"),
        false => format!("{fence}{text}{fence}"),
    }
}

/// A link, if the address is one of the web; else both as text.
pub(crate) fn link(label: &str, url: &str) -> String {
    let label = text(label);
    match address(url) {
        Some(address) => format!("[{label}]({address})"),
        None => format!("{label} ({})", text(url)),
    }
}

/// Where a link goes, if that is an address of the web.
pub(crate) fn address(url: &str) -> Option<String> {
    let is_address = ["https://", "http://"]
        .iter()
        .any(|scheme| url.starts_with(scheme));
    if !is_address || url.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let mut escaped = String::with_capacity(url.len());
    for character in url.chars() {
        if matches!(character, '<' | '>' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    Some(format!("<{escaped}>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        assert_eq!(
            text("a <b> | *c* _d_\n[e](f)"),
            r"a \<b\> \| \*c\* \_d\_\\n\[e\](f)"
        );
        assert_eq!(code("plain"), "`plain`");
        assert_eq!(code("a ``b` c"), "```a ``b` c```");
        assert_eq!(code("`x"), "`` `x ``");
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(
            link("a]b", "https://x.example/(1)"),
            r"[a\]b](<https://x.example/(1)>)"
        );
        assert_eq!(link("a", "javascript:alert(1)"), "a (javascript:alert(1))");
        assert_eq!(
            link("a", "https://x.example/\n"),
            r"a (https://x.example/\\n)"
        );
        assert_eq!(
            link("a", "https://x.example/>x"),
            r"[a](<https://x.example/\>x>)"
        );
    }
}
