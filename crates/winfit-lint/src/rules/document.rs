//! Files that cannot be read, or not as they are meant.

pub(crate) mod broken_document;
pub(crate) mod malformed_field;
pub(crate) mod unreadable_file;

use super::Area;

pub(crate) static AREA: Area = Area {
    name: "document",
    title: "Documents",
    about: "files that cannot be read, or not as they are meant",
    rules: &[&broken_document::RULE, &malformed_field::RULE, &unreadable_file::RULE],
};
