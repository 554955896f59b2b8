//! What becomes of files on disk: bytes that stay, files that cannot be written, and what comes in between.

use std::io::Read;
use std::net::TcpListener;

use super::*;

/// Every file of a folder, without those in folders.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = entries.collect();
    names.sort();
    names
}

#[test]
fn encodings_and_line_breaks_stay() {
    let utf_16 =
        |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(bytes).collect() };
    let plain: &dyn Fn(&str) -> Vec<u8> = &|text| text.as_bytes().to_vec();
    for (name, encode) in [
        ("as it is", plain),
        ("line breaks of Windows", &|text| text.replace('\n', "\r\n").into_bytes()),
        ("line breaks of old", &|text| text.replace('\n', "\r").into_bytes()),
        ("no line break at the end", &|text| text.trim_end().as_bytes().to_vec()),
        ("a mark", &|text| format!("\u{feff}{text}").into_bytes()),
        ("UTF-16 with a mark", &|text| utf_16(&format!("\u{feff}{text}"), u16::to_le_bytes)),
        ("UTF-16 the other way round", &|text| utf_16(&format!("\u{feff}{text}"), u16::to_be_bytes)),
        ("UTF-16 without a mark", &|text| utf_16(text, u16::to_le_bytes)),
    ] {
        let folder = folder(&[]);
        let file = folder.path().join("a.yaml");
        fs::write(&file, encode(POD)).unwrap();
        check(folder.path(), &["a.yaml", "--fix"]).clean();
        assert_eq!(fs::read(&file).unwrap(), encode(&fixed()), "{name}");
        assert_eq!(names(folder.path()), ["a.yaml"]);
    }
}

#[test]
fn of_a_file_in_utf_16_it_is_said_that_its_diff_is_only_to_be_read() {
    let folder = folder(&[]);
    let bytes: Vec<u8> = format!("\u{feff}{POD}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.path().join("a.yaml"), bytes).unwrap();
    let run = check(folder.path(), &["a.yaml", "--diff"]);
    assert_eq!(
        run.err,
        "would fix 2 of 2 findings in 1 file\n\
         a.yaml is UTF-16: git apply and patch cannot apply its diff, and --fix can\n"
    );
}

#[test]
fn a_read_only_file_is_an_error_and_reported_as_it_was_while_others_are_fixed() {
    let folder = folder(&[("a.yaml", POD), ("b.yaml", POD)]);
    let file = folder.path().join("a.yaml");
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    let run = check(folder.path(), &["a.yaml", "b.yaml", "--fix"]);
    assert_eq!(run.status, 2);
    assert_eq!(
        run.err,
        "error: cannot fix a.yaml: it is read-only\nhelp: make it writable, or see with --diff what would be changed\n"
    );
    assert!(run.out.starts_with("fixed 2 of 4 findings in 1 file\nb.yaml:\n"), "{}", run.out);
    assert!(run.out.contains("error[host-ipc]") && run.out.contains("--> a.yaml:10:3"), "{}", run.out);
    assert_eq!([read(folder.path(), "a.yaml"), read(folder.path(), "b.yaml")], [POD.to_owned(), fixed()]);
}

#[test]
fn a_file_that_somebody_changed_meanwhile_is_left_as_it_is_then() {
    let registry = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = registry.local_addr().unwrap();
    let pod = POD.replace("'mcr.microsoft.com/windows/servercore:ltsc2022'", &format!("{address}/app:1"));
    let folder = folder(&[("a.yaml", &pod), ("b.yaml", POD)]);
    let file = folder.path().join("a.yaml");
    // Images are looked up between reading and writing.
    let somebody = std::thread::spawn({
        let (file, changed) = (file.clone(), format!("{pod}# mine\n"));
        move || {
            let (mut request, _) = registry.accept().unwrap();
            fs::write(file, changed).unwrap();
            let _ = request.read(&mut [0; 64]);
        }
    });
    let mut command =
        check_in(folder.path(), &[&["a.yaml", "b.yaml", "--fix", "--no-cache"], &ONLY[..]].concat());
    let run = run(command.env("WINFIT_OFFLINE", "0"), b"");
    somebody.join().unwrap();
    assert_eq!(run.status, 2);
    assert_eq!(
        run.err,
        "error: cannot fix a.yaml: it has changed since it was read\n\
         help: somebody else writes it at the same time: run this once more\n"
    );
    assert_eq!(read(folder.path(), "a.yaml"), format!("{pod}# mine\n"));
    assert_eq!(read(folder.path(), "b.yaml"), fixed());
}

#[cfg(unix)]
mod on_unix {
    use std::io::{BufRead, BufReader};
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::os::unix::process::CommandExt;

    use super::*;

    #[test]
    fn links_and_permissions_stay() {
        let folder = folder(&[("real/a.yaml", POD)]);
        let [file, link] = ["real/a.yaml", "link.yaml"].map(|name| folder.path().join(name));
        symlink("real/a.yaml", &link).unwrap();
        fs::set_permissions(&file, PermissionsExt::from_mode(0o750)).unwrap();
        check(folder.path(), &["link.yaml", "--fix"]).clean();
        assert_eq!(fs::read_link(&link).unwrap(), Path::new("real/a.yaml"));
        assert_eq!(read(folder.path(), "real/a.yaml"), fixed());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o7777, 0o750);
        assert_eq!(names(&folder.path().join("real")), ["a.yaml"]);
    }

    #[test]
    fn a_file_under_two_names_is_fixed_once_without_complaint() {
        let folder = folder(&[("a.yaml", POD)]);
        symlink("a.yaml", folder.path().join("b.yaml")).unwrap();
        let out = check(folder.path(), &[".", "--fix"]).clean();
        assert!(out.starts_with("fixed 4 of 4 findings in 2 files\n"), "{out}");
        assert_eq!(read(folder.path(), "b.yaml"), fixed());
    }

    #[test]
    fn in_a_folder_in_which_nobody_may_write_the_file_stays_and_the_error_says_so() {
        let folder = folder(&[("shut/a.yaml", POD), ("b.yaml", POD)]);
        let shut = folder.path().join("shut");
        for path in [folder.path(), &shut] {
            fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
        }
        fs::set_permissions(&shut, PermissionsExt::from_mode(0o555)).unwrap();
        let mut command = check_in(folder.path(), &[&["shut/a.yaml", "b.yaml", "--fix"], &ONLY[..]].concat());
        // What may be done does not concern root, who may do all.
        if fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0) {
            const NOBODY: u32 = 65534;
            std::os::unix::fs::chown(folder.path(), Some(NOBODY), None).unwrap();
            std::os::unix::fs::chown(folder.path().join("b.yaml"), Some(NOBODY), None).unwrap();
            std::os::unix::fs::chown(shut.join("a.yaml"), Some(NOBODY), None).unwrap();
            command.uid(NOBODY);
        }
        let run = run(&mut command, b"");
        assert_eq!(run.status, 2, "{}{}", run.out, run.err);
        assert_eq!(
            run.err,
            "error: cannot fix shut/a.yaml: permission denied\n\
             help: check who may write to it and to its folder, or see with --diff what would be changed\n"
        );
        assert_eq!([read(&shut, "a.yaml"), read(folder.path(), "b.yaml")], [POD.to_owned(), fixed()]);
    }

    /// More than the few kilobytes that a file may have in the next test.
    fn large() -> String {
        POD.replace("# the front\n", &"# the front of all\n".repeat(2_000))
    }

    #[test]
    fn on_a_full_disk_the_old_file_stays_and_nothing_is_left_behind() {
        let folder = folder(&[("a.yaml", &large()), ("b.yaml", POD)]);
        let winfit = check_in(folder.path(), &[&["a.yaml", "b.yaml", "--fix"], &ONLY[..]].concat());
        // A limit on the size of files fails writing as a full disk does: in the middle. Its signal would kill before.
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""]).arg(winfit.get_program());
        shell.args(winfit.get_args()).current_dir(folder.path()).env_clear();
        for (name, value) in winfit.get_envs() {
            value.map(|value| shell.env(name, value));
        }
        let run = run(&mut shell, b"");
        assert_eq!(run.status, 2, "{}{}", run.out, run.err);
        assert!(run.err.starts_with("error: cannot fix a.yaml: File too large"), "{}", run.err);
        assert_eq!([read(folder.path(), "a.yaml"), read(folder.path(), "b.yaml")], [large(), fixed()]);
        assert_eq!(names(folder.path()), ["a.yaml", "b.yaml"]);
    }

    #[test]
    fn a_run_that_is_killed_leaves_each_file_old_or_new_and_the_next_one_finishes() {
        let all: Vec<String> = (0..60).map(|it| format!("{it:02}.yaml")).collect();
        let text = large();
        let new = text.replace("  hostIPC: true\n", "").replace("        privileged: true\n", "");
        let files: Vec<_> = all.iter().map(|name| (name.as_str(), text.as_str())).collect();
        let folder = folder(&files);
        let is_new = |name: &String| {
            let read = read(folder.path(), name);
            assert!(read == text || read == new, "{name} is torn");
            read == new
        };
        for kill_at in [1, 20, 40] {
            let mut process = check_in(folder.path(), &[&[".", "--fix"], &ONLY[..]].concat())
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            while process.try_wait().unwrap().is_none()
                && all.iter().filter(|name| is_new(name)).count() < kill_at
            {
                std::thread::yield_now();
            }
            process.kill().unwrap();
            let printed = BufReader::new(process.stdout.take().unwrap()).lines().count();
            process.wait().unwrap();
            assert!(all.iter().filter(|name| is_new(name)).count() >= kill_at, "{printed} lines");
        }
        check(folder.path(), &[".", "--fix"]).clean();
        assert!(all.iter().all(is_new));
    }
}
