//! What is accepted from outside of the files: by `winfit.toml`, and by a baseline; and what a run writes of the latter.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use winfit_lint::report::{Notice, NoticeKind, Report};
use winfit_lint::{Accepted, Baseline, Selector, Suppressed, SuppressedBy};

use super::asked::Asked;
use super::documents::Files;
use crate::baseline::{BaselineError, Elsewhere, Stored, by_path, folder_of};
use crate::config::Config;
use crate::relative::Base;

/// The baselines of a run.
#[derive(Debug, Default)]
pub(super) struct Baselines {
    /// The one that is heeded, and how many findings it has of files that are gone.
    heeded: Option<(PathBuf, usize)>,
    /// The one that is to be written.
    written: Option<Written>,
}

#[derive(Debug)]
struct Written {
    file: PathBuf,
    /// The names of the files of this run, by their paths from its folder on.
    by_path: HashMap<String, String>,
    elsewhere: Elsewhere,
}

/// What is accepted. Everything is read that is to be, before anything is judged.
pub(super) fn of(
    asked: &Asked,
    config: &Config,
    files: &Files,
) -> Result<(Accepted, Baselines), BaselineError> {
    let mut accepted = Accepted { by_file: by_file(config, files.named()), baseline: None };
    let mut baselines = Baselines::default();
    if let Some(file) = &asked.write_baseline {
        // What is no baseline is not overwritten.
        let stored = Stored::read_or_begin(file)?;
        let by_path = by_path(file, files.named());
        let (_, elsewhere) = stored.of_files(folder_of(file), &by_path);
        baselines.written = Some(Written { file: file.clone(), by_path, elsewhere });
    }
    if let Some(file) = &asked.baseline {
        // One that is only now begun need not be there.
        let is_begun = asked.write_baseline.as_ref() == Some(file);
        let stored = if is_begun { Stored::read_or_begin(file)? } else { Stored::read(file)? };
        let (baseline, elsewhere) = stored.of_files(folder_of(file), &by_path(file, files.named()));
        accepted.baseline = Some(baseline);
        baselines.heeded = Some((file.clone(), elsewhere.gone));
    }
    Ok((accepted, baselines))
}

impl Baselines {
    /// Writes what is to be written; what is written is accepted from then on. Else tells what of the baseline was not needed.
    pub(super) fn settle(self, accepted: &Accepted, report: &mut Report) -> Result<(), BaselineError> {
        if let Some(Written { file, by_path, elsewhere }) = self.written {
            let own = Baseline::of(report);
            let names = by_path.into_iter().map(|(path, name)| (name, path)).collect();
            Stored::new(&own, &names, elsewhere).write(&file)?;
            let findings = std::mem::take(&mut report.findings).into_iter();
            report
                .suppressed
                .extend(findings.map(|finding| Suppressed { finding, by: SuppressedBy::Baseline }));
            report.notices.push(written_notice(&file, own.len()));
        } else if let (Some((file, gone)), Some(baseline)) = (self.heeded, &accepted.baseline) {
            let left = baseline.without(report).len().saturating_add(gone);
            report.notices.extend((left > 0).then(|| stale_notice(&file, left)));
        }
        Ok(())
    }
}

/// By the names of files, the rules whose findings are accepted in them.
pub(crate) fn by_file<'f>(
    config: &Config,
    named: impl Iterator<Item = (&'f str, Option<&'f PathBuf>)>,
) -> BTreeMap<String, Vec<Selector>> {
    let patterns = &config.check.per_file_ignores;
    let Some(folder) = config.folder.as_ref().filter(|_| !patterns.is_empty()) else {
        return BTreeMap::new();
    };
    let mut base = Base::new(folder);
    let of_file = |(name, path): (&str, Option<&PathBuf>)| {
        let path = base.path_to(path?);
        let meant = patterns.iter().filter(|it| it.means(&path));
        let rules: Vec<Selector> = meant.flat_map(|it| it.rules.iter().cloned()).collect();
        (!rules.is_empty()).then(|| (name.to_owned(), rules))
    };
    named.filter_map(of_file).collect()
}

fn findings(count: usize) -> String {
    if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") }
}

fn written_notice(file: &Path, count: usize) -> Notice {
    let file = file.display();
    let verb = if count == 1 { "is" } else { "are" };
    Notice {
        kind: NoticeKind::BaselineWritten,
        message: format!("{} of this run {verb} in {file}, and accepted where it is named", findings(count)),
        help: Some(format!("check with --baseline {file}, or set baseline in winfit.toml")),
        images: Vec::new(),
    }
}

fn stale_notice(file: &Path, left: usize) -> Notice {
    let file = file.display();
    let verb = if left == 1 { "is" } else { "are" };
    Notice {
        kind: NoticeKind::StaleBaseline,
        message: format!("{} that {file} accepts {verb} no longer there", findings(left)),
        help: Some(format!("write it anew, with the same flags: --write-baseline {file}")),
        images: Vec::new(),
    }
}
