//! The styles and scripts of the page, compiled in. All styles make one element and all scripts another, in this order: a
//! script may use what those before it define.

/// The styles.
pub(super) const STYLES: &[&str] = &[include_str!("../../assets/css/placeholder.css")];

/// The scripts: classic ones, in one scope.
pub(super) const SCRIPTS: &[&str] = &[include_str!("../../assets/js/placeholder.js")];

#[cfg(test)]
mod tests {
    use super::{SCRIPTS, STYLES};

    /// What stands in an element of raw text must not end it.
    #[test]
    fn no_asset_ends_the_element_it_is_in() {
        for text in STYLES.iter().chain(SCRIPTS) {
            let text = text.to_ascii_lowercase();
            for end in ["</script", "</style", "<!--"] {
                assert!(!text.contains(end), "{end} in {text:.80}");
            }
        }
    }

    #[test]
    fn no_asset_loads_anything() {
        for text in STYLES.iter().chain(SCRIPTS) {
            for remote in ["@import", "url(http", "url(//", "fetch(", "XMLHttpRequest"] {
                assert!(!text.contains(remote), "{remote} in {text:.80}");
            }
        }
    }
}
