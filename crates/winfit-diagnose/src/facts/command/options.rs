//! The options of a command line: which word is the image, which isolation is asked for.

use super::verb::Verb;

/// What the words behind a verb tell.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Options<'w> {
    /// The first word that is neither an option nor the value of one.
    pub(super) image: Option<&'w str>,
    /// `--isolation`.
    pub(super) isolation: Option<&'w str>,
    /// `--name`.
    pub(super) name: Option<&'w str>,
}

/// Options that take no value.
const SWITCHES: [&str; 32] = [
    "all-platforms",
    "all-tags",
    "allow",
    "debug",
    "detach",
    "disable-content-trust",
    "help",
    "init",
    "insecure",
    "interactive",
    "isolated",
    "local",
    "net-host",
    "no-cache",
    "no-healthcheck",
    "no-resolve-image",
    "no-trunc",
    "null-io",
    "oom-kill-disable",
    "plain-http",
    "privileged",
    "publish-all",
    "quiet",
    "raw",
    "read-only",
    "require-digest",
    "rm",
    "sig-proxy",
    "skip-verify",
    "tty",
    "verbose",
    "with-registry-auth",
];

impl<'w> Options<'w> {
    pub(super) fn of(verb: Verb, words: &'w [String]) -> Self {
        let mut options = Self::default();
        let mut named = None;
        let mut words = words.iter().map(String::as_str).peekable();
        while let Some(word) = words.next() {
            let Some(option) = word.strip_prefix('-').filter(|it| !it.is_empty()) else {
                options.image = Some(word).filter(|_| !is_of_sentence(word, words.peek().copied()));
                break;
            };
            let long = option.strip_prefix('-').or_else(|| long_with_one_dash(option));
            let (name, value) = match long {
                Some(long) => match long.split_once('=') {
                    Some((name, value)) => (name, Some(value)),
                    None if SWITCHES.contains(&long) => (long, None),
                    None => (long, words.next()),
                },
                None if takes_next(verb, option) => {
                    words.next();
                    continue;
                }
                None => continue,
            };
            match name {
                "isolation" => options.isolation = value,
                "isolated" if verb == Verb::CtrRun => options.isolation = Some("hyperv"),
                "name" => options.name = value,
                "image" => named = value,
                _ => {}
            }
        }
        if verb == Verb::KubectlRun {
            // The first word is the name of the pod, and options may follow it.
            let mut rest = words.peekable();
            while let Some(word) = rest.next() {
                match word.strip_prefix("--image") {
                    Some("") => named = rest.next(),
                    Some(value) => named = value.strip_prefix('=').or(named),
                    None => {}
                }
            }
            options.image = named;
        }
        options.image = options.image.map(|it| it.strip_prefix("docker://").unwrap_or(it));
        options
    }
}

/// Go's flags may have one dash, as those of old programs do.
fn long_with_one_dash(option: &str) -> Option<&str> {
    let name = option.split('=').next().unwrap_or_default();
    (["isolation", "rm", "name"].contains(&name)).then_some(option)
}

/// Whether the value of a short option is the next word: `-p 80:80`, `-dp 80:80`, but not `-it` or `-p80:80`.
fn takes_next(verb: Verb, letters: &str) -> bool {
    let switches = match verb {
        Verb::Run | Verb::Service => "ditPq",
        Verb::CtrRun => "dt",
        Verb::Pull => "akq",
        Verb::Inspect => "sv",
        Verb::KubectlRun | Verb::Up => "it",
        Verb::Build => "q",
    };
    let first = letters.find(|c| !switches.contains(c));
    first.is_some_and(|at| letters.get(at..).is_some_and(|rest| rest.chars().count() == 1))
}

/// `docker run fails with …` is a sentence, not a container of the image `fails`.
fn is_of_sentence(word: &str, next: Option<&str>) -> bool {
    const VERBS: [&str; 16] = [
        "command", "commands", "errors", "exits", "fail", "fails", "gives", "hangs", "on", "prints",
        "returns", "says", "shows", "throws", "will", "works",
    ];
    const CONNECTIVES: [&str; 10] =
        ["and", "because", "but", "for", "from", "on", "or", "the", "when", "with"];
    VERBS.contains(&word)
        || (!word.contains(['/', ':']) && next.is_some_and(|next| CONNECTIVES.contains(&next)))
}
