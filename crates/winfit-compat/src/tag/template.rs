//! The template language of `catalog/tag-patterns.toml`: `{label}[-{kb}][-{arch}]`.

use winfit_catalog::{Catalog, ImageFamily};

/// What the fields of a template take if the whole tag fits; `None` if it does not, or if the template is none.
pub(crate) fn captures<'a>(catalog: &Catalog, template: &str, tag: &'a str) -> Option<Captures<'a>> {
    may_fit(template, tag).then(|| Template::parse(template)?.captures(catalog, tag)).flatten()
}

/// Whether a tag has the words that a template asks for in any case. Nearly all tags are told apart so, without a tree.
fn may_fit(template: &str, tag: &str) -> bool {
    let mut rest = template;
    while let Some(first) = rest.chars().next() {
        let (is_there, behind) = match first {
            '[' => (true, rest.split_once(']').map_or("", |(_, behind)| behind)),
            '{' => {
                let (field, behind) = rest.split_once('}').unwrap_or((rest, ""));
                let families = || ImageFamily::IN_TAGS.into_iter().map(|(_, word)| word);
                (field != "{family" || families().any(|word| tag.contains(word)), behind)
            }
            _ => {
                let (literal, behind) = rest.split_at(rest.find(['{', '[']).unwrap_or(rest.len()));
                (tag.contains(literal), behind)
            }
        };
        if !is_there {
            return false;
        }
        rest = behind;
    }
    true
}

/// A parsed template.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Template<'t> {
    pieces: Vec<Piece<'t>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece<'t> {
    Literal(&'t str),
    Field(Field),
    Optional(Vec<Piece<'t>>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Label,
    Kb,
    Build,
    Revision,
    Arch,
    Product,
    Family,
    Date,
}

/// The parts of a tag that a template's fields took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Captures<'a> {
    pub(crate) label: Option<&'a str>,
    pub(crate) kb: Option<&'a str>,
    pub(crate) build: Option<&'a str>,
    pub(crate) revision: Option<&'a str>,
    pub(crate) arch: Option<&'a str>,
    pub(crate) family: Option<&'a str>,
}

const ARCHITECTURES: [&str; 4] = ["arm64v8", "arm32v7", "amd64", "arm64"];

impl<'t> Template<'t> {
    /// Reads a template; `None` if it has an unknown field or an unclosed bracket.
    fn parse(text: &'t str) -> Option<Self> {
        let (pieces, rest) = parse_pieces(text, false)?;
        rest.is_empty().then_some(Self { pieces })
    }

    /// What the fields take if the whole tag fits.
    fn captures<'a>(&self, catalog: &Catalog, tag: &'a str) -> Option<Captures<'a>> {
        let pieces: Vec<&Piece<'_>> = self.pieces.iter().collect();
        take(catalog, &pieces, tag, Captures::default())
    }
}

fn parse_pieces(mut text: &str, inside: bool) -> Option<(Vec<Piece<'_>>, &str)> {
    let mut pieces = Vec::new();
    while let Some(first) = text.chars().next() {
        match first {
            '{' => {
                let (name, rest) = text.get(1..)?.split_once('}')?;
                pieces.push(Piece::Field(field(name)?));
                text = rest;
            }
            // Optional parts do not nest.
            '[' if !inside => {
                let (optional, rest) = parse_pieces(text.get(1..)?, true)?;
                pieces.push(Piece::Optional(optional));
                text = rest.strip_prefix(']')?;
            }
            ']' if inside => return Some((pieces, text)),
            '[' | ']' | '}' => return None,
            _ => {
                let end = text.find(['{', '[', ']', '}']).unwrap_or(text.len());
                let (literal, rest) = text.split_at_checked(end)?;
                pieces.push(Piece::Literal(literal));
                text = rest;
            }
        }
    }
    (!inside).then_some((pieces, text))
}

fn field(name: &str) -> Option<Field> {
    Some(match name {
        "label" => Field::Label,
        "kb" => Field::Kb,
        "build" => Field::Build,
        "revision" => Field::Revision,
        "arch" => Field::Arch,
        "product" => Field::Product,
        "family" => Field::Family,
        "date" => Field::Date,
        _ => return None,
    })
}

/// Matches the pieces against the whole rest of the tag, backtracking over the ends that a field allows. Tags have at
/// most 128 characters and templates a handful of pieces, of which one (`product`) has many possible ends.
fn take<'a>(
    catalog: &Catalog,
    pieces: &[&Piece<'_>],
    rest: &'a str,
    taken: Captures<'a>,
) -> Option<Captures<'a>> {
    let Some((first, behind)) = pieces.split_first() else {
        return rest.is_empty().then_some(taken);
    };
    match first {
        Piece::Literal(literal) => take(catalog, behind, rest.strip_prefix(literal)?, taken),
        Piece::Optional(optional) => {
            let with: Vec<&Piece<'_>> = optional.iter().chain(behind.iter().copied()).collect();
            take(catalog, &with, rest, taken).or_else(|| take(catalog, behind, rest, taken))
        }
        Piece::Field(field) => ends(catalog, *field, rest).into_iter().find_map(|end| {
            let (word, rest) = rest.split_at_checked(end)?;
            take(catalog, behind, rest, capture(taken, *field, word))
        }),
    }
}

fn capture<'a>(taken: Captures<'a>, field: Field, word: &'a str) -> Captures<'a> {
    match field {
        Field::Label => Captures { label: Some(word), ..taken },
        Field::Kb => Captures { kb: Some(word), ..taken },
        Field::Build => Captures { build: Some(word), ..taken },
        Field::Revision => Captures { revision: Some(word), ..taken },
        Field::Arch => Captures { arch: Some(word), ..taken },
        Field::Family => Captures { family: Some(word), ..taken },
        Field::Product | Field::Date => taken,
    }
}

/// Where a field that starts here may end, most likely first.
fn ends(catalog: &Catalog, field: Field, rest: &str) -> Vec<usize> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let one_of = |words: &[&str]| {
        words.iter().filter(|word| rest.starts_with(**word)).map(|word| word.len()).collect()
    };
    match field {
        Field::Label => {
            let fits =
                |label: &str| rest.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label));
            catalog.tag_labels.iter().map(|row| &row.label).filter(|it| fits(it)).map(|it| it.len()).collect()
        }
        Field::Kb => {
            let is_kb =
                |end: &usize| rest.get(..*end).is_some_and(|word| word.parse::<winfit_catalog::Kb>().is_ok());
            (8..=10).rev().filter(is_kb).collect()
        }
        Field::Build if digits == 5 => vec![5],
        Field::Revision if (1..=5).contains(&digits) => vec![digits],
        Field::Date if digits == 8 => vec![8],
        Field::Build | Field::Revision | Field::Date => Vec::new(),
        Field::Arch => one_of(&ARCHITECTURES),
        Field::Family => one_of(&ImageFamily::IN_TAGS.map(|(_, word)| word)),
        Field::Product => {
            let allowed = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
            let starts = rest.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric());
            let longest = if starts { rest.bytes().take_while(allowed).count() } else { 0 };
            (1..=longest).filter(|end| *end < rest.len() || !is_rest_of_date(rest)).collect()
        }
    }
}

/// `03-15` and `03`: behind a year, a month is no product. The tag may go on.
fn is_rest_of_date(rest: &str) -> bool {
    let month = rest.split('-').next().unwrap_or_default();
    month.len() == 2 && month.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::builtin;

    fn captures<'a>(template: &str, tag: &'a str) -> Option<Captures<'a>> {
        super::captures(builtin(), template, tag)
    }

    #[test]
    fn every_example_of_the_catalogue_fits_its_own_template() {
        for pattern in builtin().tag_patterns.iter() {
            for tag in pattern.examples.iter() {
                assert!(captures(&pattern.template, tag).is_some(), "{}: {tag}", pattern.id);
            }
        }
    }

    #[test]
    fn a_product_that_ends_a_tag_is_no_month() {
        for (tag, fits) in
            [("3.1.4", true), ("13", true), ("00", true), ("1", true), ("v03", true), ("03.1", true)]
                .into_iter()
                .chain([("03", false), ("12", false), ("03-15", false), ("03-15-rc1", false)])
        {
            assert_eq!(
                captures("windows-2022-{product}", &format!("windows-2022-{tag}")).is_some(),
                fits,
                "{tag}"
            );
        }
        assert!(captures("[{product}-]{family}", "03-15-nanoserver").is_some());
    }

    #[test]
    fn fields_take_their_part_and_the_whole_tag_must_fit() {
        let taken = captures("{label}[-{kb}][-{arch}]", "1809-KB4493509-amd64").unwrap();
        let expected = Captures {
            label: Some("1809"),
            kb: Some("KB4493509"),
            arch: Some("amd64"),
            ..Captures::default()
        };
        assert_eq!(taken, expected);
        let derived =
            captures("[{product}-]{family}-{label}[-{date}]", "7.2-nanoserver-sdk-nanoserver-20h2").unwrap();
        assert_eq!((derived.family, derived.label), (Some("nanoserver"), Some("20h2")));
        for (template, tag) in [
            ("{label}[-{kb}][-{arch}]", "1809-"),
            ("{label}[-{kb}][-{arch}]", "1809-amd64-KB4493509"),
            ("{label}[-{kb}][-{arch}]", "x1809"),
            ("{label}[-{kb}][-{arch}]", "1809-KB12345"),
            ("10.0.{build}.{revision}", "10.0.1776.1"),
            ("10.0.{build}.{revision}", "10.0.17763.123456"),
            ("[{product}-]{family}", "-nanoserver"),
            ("[{product}-]{family}", "nanoserver-"),
            ("{product}", ""),
            ("{product}", "_x"),
            ("{date}", "2020101"),
            ("{date}", "202010130"),
        ] {
            assert_eq!(captures(template, tag), None, "{template}: {tag}");
        }
    }

    #[test]
    fn templates_with_a_fault_are_refused() {
        for text in ["{label", "{tag}", "[{label}", "{label}]", "a}b", "[a[b]]", "{}", "{label}[-{kb}"] {
            assert_eq!(Template::parse(text), None, "{text}");
        }
    }
}
