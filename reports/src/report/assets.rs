//! The styles and scripts of the page, compiled in. All styles make one element and all scripts another, in this order: a
//! script may use what those before it define.

/// The styles.
pub(super) const STYLES: &[&str] = &[
    include_str!("../../assets/css/base.css"),
    include_str!("../../assets/css/toolbar.css"),
    include_str!("../../assets/css/grid.css"),
    include_str!("../../assets/css/panel.css"),
    include_str!("../../assets/css/pages.css"),
];

/// The scripts, which together are one module: each file makes one object with the file's name, and nothing of it is global.
pub(super) const SCRIPTS: &[&str] = &[
    include_str!("../../assets/js/dom.js"),
    include_str!("../../assets/js/words.js"),
    include_str!("../../assets/js/data.js"),
    include_str!("../../assets/js/route.js"),
    include_str!("../../assets/js/theme.js"),
    include_str!("../../assets/js/bytes.js"),
    include_str!("../../assets/js/status.js"),
    include_str!("../../assets/js/timeline.js"),
    include_str!("../../assets/js/columns.js"),
    include_str!("../../assets/js/query.js"),
    include_str!("../../assets/js/tile.js"),
    include_str!("../../assets/js/grid.js"),
    include_str!("../../assets/js/keys.js"),
    include_str!("../../assets/js/toolbar.js"),
    include_str!("../../assets/js/observation.js"),
    include_str!("../../assets/js/evidence.js"),
    include_str!("../../assets/js/matrix.js"),
    include_str!("../../assets/js/case.js"),
    include_str!("../../assets/js/platform.js"),
    include_str!("../../assets/js/sample.js"),
    include_str!("../../assets/js/changes.js"),
    include_str!("../../assets/js/claims.js"),
    include_str!("../../assets/js/help.js"),
    include_str!("../../assets/js/app.js"),
];

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
