//! Pure renderers of exitspec run documents.
