//! Any text at all.

use super::*;

proptest! {
    #[test]
    fn no_text_makes_reading_panic(text in "\\PC*") {
        values(&text);
    }

    #[test]
    fn no_mixture_of_outputs_makes_reading_panic(text in lines(), cut in 0_usize..400) {
        values(&text.chars().take(cut).collect::<String>());
    }

    /// Keys and marks with nothing, or with letters of several bytes, behind them.
    #[test]
    fn no_key_is_too_near_to_the_end(
        key in prop::sample::select(vec![
            "0x", "KB", "image", "\"platform\":{", "isolation=", "Exited (", "exit code:\n", "pod/", "pod \"", "FROM ",
            ": Pulling from ", "Successfully assigned ", "PodSandboxMetadata{Name:", "\"Layers\":[{", "docker run ",
            "windows(", "linux/", "-1073", "12:34:5", "Server Version: ", "(", "kubelet, ", "**",
        ]),
        tail in "\\PC{0,12}",
        times in 1_usize..4,
    ) {
        let text = format!("{key}{tail}");
        values(&text.repeat(times));
    }
}
