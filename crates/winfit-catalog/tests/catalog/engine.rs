//! What readers of the table about keys of Docker's files can ask, of the small catalogue and of the shipped one.

use winfit_catalog::read::read;
use winfit_catalog::{EngineKey, KeyEffect, KeyFile, PathStep, ValueTest};

use crate::shipped::shipped;
use crate::small;

#[test]
fn keys_of_a_file_are_found_and_say_what_their_lines_say() {
    let catalog = read(&small::files()).unwrap();
    let [cap_add, init] = catalog.engine_keys_of(KeyFile::Compose) else { panic!("two rows") };
    assert_eq!(*cap_add.path.steps, [PathStep::Key("cap_add".into()), PathStep::AnyItem]);
    assert_eq!(cap_add.value, ValueTest::NoneOf(vec!["all".into()].into()));
    assert_eq!((cap_add.engine, cap_add.swarm), (Some(KeyEffect::Refused), Some(KeyEffect::Refused)));
    assert_eq!(cap_add.message.as_deref(), Some("unknown capability: \"CAP_X\""));
    assert_eq!(
        (init.engine, &*init.sources),
        (Some(KeyEffect::Ignored), ["lists".into(), "tables".into()].as_slice())
    );
    let [userns] = catalog.engine_keys_of(KeyFile::Daemon) else { panic!("one row") };
    assert_eq!((userns.instead.as_deref(), userns.note.as_deref()), (Some("remove it"), Some("a note")));
}

#[test]
fn shipped_keys_that_a_service_or_a_daemon_shares_have_one_answer_for_each_value() {
    let catalog = shipped();
    for file in KeyFile::ALL {
        let rows = catalog.engine_keys_of(file);
        let alike = |one: &EngineKey, other: &EngineKey| one.path == other.path && one.value != other.value;
        for value in ["all", "net_admin", "host", "bridge", "0", "true", "tmpfs"] {
            for row in rows.iter().filter(|row| row.value.holds(value)) {
                let other = rows.iter().find(|other| alike(row, other) && other.value.holds(value));
                assert_eq!(other, None, "{} {value}", row.path);
            }
        }
    }
}

#[test]
fn long_list_of_values_is_kept_to_its_end() {
    let stop_signal: &[PathStep] = &[PathStep::Key("stop_signal".into())];
    let catalog = shipped();
    let mut rows = catalog.engine_keys_of(KeyFile::Compose).iter();
    let row = rows.find(|row| *row.path.steps == *stop_signal).unwrap();
    assert!(row.value.holds("CHLD") && row.value.holds("SIGRTMAX-3") && !row.value.holds("SIGTERM"));
}
