//! What the API server takes for the name of a Windows account, in `windowsOptions.runAsUserName`.

use std::fmt;

/// Most bytes of a domain.
const DOMAIN: usize = 255;

/// Most bytes of a user.
const USER: usize = 104;

/// Characters of which a user has none.
const NOT_IN_USER: [char; 15] = ['"', '/', ':', ';', '|', '=', ',', '+', '*', '?', '<', '>', '@', '[', ']'];

/// Characters of which a NetBIOS name has none.
const NOT_IN_NETBIOS: [char; 9] = ['\\', '/', ':', '*', '?', '"', '<', '>', '|'];

/// Why a name is none of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UserNameProblem {
    /// There is nothing.
    Empty,
    /// There is a control character in it.
    Control,
    /// There is more than one backslash in it.
    Backslashes,
    /// The domain is too long.
    LongDomain,
    /// The domain is neither a NetBIOS name nor a DNS name.
    Domain,
    /// There is nothing behind the backslash.
    NoUser,
    /// The user is too long.
    LongUser,
    /// The user is made of dots and blanks alone.
    BlankUser,
    /// The user has this character.
    Character(char),
}

/// The first problem of a name, in the order in which the API server looks for them.
pub(crate) fn user_name_problem(name: &str) -> Option<UserNameProblem> {
    if name.is_empty() {
        return Some(UserNameProblem::Empty);
    }
    if name.bytes().any(|byte| byte.is_ascii_control()) {
        return Some(UserNameProblem::Control);
    }
    let Some((domain, user)) = name.split_once('\\') else { return problem_of_user(name) };
    if user.contains('\\') {
        return Some(UserNameProblem::Backslashes);
    }
    problem_of_domain(domain).or_else(|| problem_of_user(user))
}

fn problem_of_domain(domain: &str) -> Option<UserNameProblem> {
    if domain.len() > DOMAIN {
        return Some(UserNameProblem::LongDomain);
    }
    (!is_netbios_name(domain) && !is_dns_name(domain)).then_some(UserNameProblem::Domain)
}

fn is_netbios_name(name: &str) -> bool {
    (1..=15).contains(&name.chars().count()) && !name.starts_with('.') && !name.contains(NOT_IN_NETBIOS)
}

fn is_dns_name(name: &str) -> bool {
    name.split('.').all(|label| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    })
}

fn problem_of_user(user: &str) -> Option<UserNameProblem> {
    if user.is_empty() {
        return Some(UserNameProblem::NoUser);
    }
    if user.len() > USER {
        return Some(UserNameProblem::LongUser);
    }
    if user.bytes().all(|byte| matches!(byte, b'.' | b' ')) {
        return Some(UserNameProblem::BlankUser);
    }
    user.chars().find(|c| NOT_IN_USER.contains(c)).map(UserNameProblem::Character)
}

impl fmt::Display for UserNameProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::Control => f.write_str("it has a control character"),
            Self::Backslashes => f.write_str("it has more than one backslash"),
            Self::LongDomain => write!(f, "the domain has more than {DOMAIN} characters"),
            Self::Domain => f.write_str("the domain is neither a NetBIOS name nor a DNS name"),
            Self::NoUser => f.write_str("there is no user behind the domain"),
            Self::LongUser => write!(f, "the user has more than {USER} characters"),
            Self::BlankUser => f.write_str("the user is made of dots and blanks alone"),
            Self::Character('"') => f.write_str("the user has a quotation mark"),
            Self::Character(c) => write!(f, "the user has \"{c}\""),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_of_an_account_has_no_problem() {
        for name in [
            "ContainerUser",
            "NT AUTHORITY\\SYSTEM",
            "corp\\web.server$",
            "corp.example.com\\web",
            ".local",
            "a",
            "web server",
            "wëb",
            "..a",
            "a-domain-of-15c\\web",
            "under_score\\web",
        ] {
            assert_eq!(user_name_problem(name), None, "{name}");
        }
        assert_eq!(user_name_problem(&"u".repeat(104)), None);
        assert_eq!(user_name_problem(&format!("{}.example\\u", "d".repeat(63))), None);
        assert_eq!(user_name_problem(&format!("{}d\\u", "d.".repeat(127))), None);
    }

    #[test]
    fn first_problem_of_a_name_is_told() {
        for (name, problem) in [
            ("", UserNameProblem::Empty),
            ("web\t", UserNameProblem::Control),
            ("web\u{7f}", UserNameProblem::Control),
            ("a\\b\\c", UserNameProblem::Backslashes),
            ("\\web", UserNameProblem::Domain),
            (".corp\\web", UserNameProblem::Domain),
            ("cor|p\\web", UserNameProblem::Domain),
            ("not_a_netbios_name\\web", UserNameProblem::Domain),
            ("a.domain.that-.ends\\web", UserNameProblem::Domain),
            ("corp\\", UserNameProblem::NoUser),
            (". .", UserNameProblem::BlankUser),
            ("web@example.com", UserNameProblem::Character('@')),
            ("corp/web", UserNameProblem::Character('/')),
        ] {
            assert_eq!(user_name_problem(name), Some(problem), "{name}");
        }
        assert_eq!(user_name_problem(&"u".repeat(105)), Some(UserNameProblem::LongUser));
        let long = format!("{}\\u", "d".repeat(256));
        assert_eq!(user_name_problem(&long), Some(UserNameProblem::LongDomain));
        let label = format!("{}.example\\u", "d".repeat(64));
        assert_eq!(user_name_problem(&label), Some(UserNameProblem::Domain));
        for c in NOT_IN_USER {
            let name = format!("web{c}");
            assert_eq!(user_name_problem(&name), Some(UserNameProblem::Character(c)), "{name}");
        }
    }
}
