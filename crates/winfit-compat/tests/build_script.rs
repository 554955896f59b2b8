//! What the build script makes of a catalogue on disk.

#![expect(
    clippy::disallowed_methods,
    reason = "the build script reads and writes files, and so does its test"
)]

#[path = "../build/generate.rs"]
mod generate;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use winfit_catalog::read::{FILE_NAMES, Files, STATEMENT_FILE_NAMES, read};
    use winfit_compat::builtin::builtin;

    use super::generate::generate;

    fn shipped() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog")
    }

    /// A copy of the shipped catalogue, in a directory of the test's own.
    fn copy(name: &str) -> PathBuf {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&directory).unwrap();
        for file in FILE_NAMES.iter().chain(&STATEMENT_FILE_NAMES) {
            fs::copy(shipped().join(file), directory.join(file)).unwrap();
        }
        directory
    }

    #[test]
    fn compiled_tables_equal_what_the_reader_makes_of_the_files() {
        let mut files = Files::new("catalog");
        for name in FILE_NAMES {
            files.insert(name, fs::read_to_string(shipped().join(name)).unwrap());
        }
        assert_eq!(&read(&files).unwrap(), builtin());
    }

    #[test]
    fn wrong_row_stops_the_build_with_its_file_and_line() {
        let directory = copy("wrong-row");
        assert!(generate(&directory).is_ok());
        let path = directory.join("updates.csv");
        let text = fs::read_to_string(&path).unwrap();
        let line = text.lines().position(|line| line.starts_with("17763,437,")).unwrap() + 1;
        fs::write(&path, text.replace("17763,437,KB4493509", "17763,437,4493509")).unwrap();
        assert_eq!(
            generate(&directory).unwrap_err(),
            format!(
                "catalog/updates.csv:{line}: build 17763, revision 437: kb: \"4493509\" is not an article number such as KB4493509"
            )
        );
    }

    #[test]
    fn wrong_statement_stops_the_build_although_no_table_has_it() {
        let directory = copy("wrong-statement");
        let path = directory.join("kubernetes-features.csv");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace("t005,general,", "t005,General,")).unwrap();
        assert_eq!(
            generate(&directory).unwrap_err(),
            "catalog/kubernetes-features.csv:7: statement \"t005\": area \"General\" is not a name in kebab case"
        );
    }

    #[test]
    fn missing_file_and_bytes_that_are_no_text_stop_the_build() {
        let directory = copy("missing");
        fs::remove_file(directory.join("matrix.csv")).unwrap();
        assert_eq!(generate(&directory).unwrap_err(), "catalog/matrix.csv: the file is missing");
        fs::write(directory.join("matrix.csv"), b"\xff\xfe").unwrap();
        assert!(generate(&directory).unwrap_err().contains("matrix.csv: stream did not contain valid UTF-8"));
    }
}
