//! Words for rules: `--select` and `--ignore`.

use winfit_lint::Selector;

use super::similar;
use crate::error::Error;

/// The rules that words mean.
pub(crate) fn selectors(words: &[String]) -> Result<Vec<Selector>, Error> {
    let selector = |word: &String| {
        let unknown = |_| Error::UnknownSelector { word: word.clone(), nearest: similar_selectors(word) };
        word.parse::<Selector>().map_err(unknown)
    };
    words.iter().map(selector).collect()
}

/// Words that resemble one that is none.
pub(crate) fn similar_selectors(word: &str) -> Vec<String> {
    let words: Vec<&str> = Selector::every().map(|it| it.as_str()).collect();
    similar(&word.to_ascii_lowercase(), &words)
}
