//! The table of pause images.

use super::refuses;

const FILE: &str = "pause-images.csv";

#[test]
fn wrong_rows_about_pause_images_are_refused() {
    refuses(&[
        (
            FILE,
            "nanoserver:1.1",
            "nanoserver",
            "catalog/pause-images.csv:2: image \"mcr.microsoft.com/windows/nanoserver\": image is empty",
        ),
        (
            FILE,
            "mcr.microsoft.com/windows/nanoserver:1.1",
            "nanoserver:1.1",
            "catalog/pause-images.csv:2: image \"nanoserver:1.1\": image \"nanoserver\" is not a registry and a repository name",
        ),
        (
            FILE,
            "nanoserver:1.1",
            "microserver:1.1",
            "catalog/pause-images.csv:2: image \"mcr.microsoft.com/windows/microserver:1.1\": image \"mcr.microsoft.com/windows/microserver\" is not in repositories.toml",
        ),
        (
            FILE,
            "14393 17763",
            "17763 14393",
            "catalog/pause-images.csv:3: image \"mcr.microsoft.com/windows/nanoserver:1.2\": builds 14393 stands after 17763, which sorts behind it",
        ),
        (
            FILE,
            "14393 17763",
            "14393 14393",
            "catalog/pause-images.csv:3: image \"mcr.microsoft.com/windows/nanoserver:1.2\": builds names \"14393\" twice",
        ),
        (
            FILE,
            "14393 17763",
            "ltsc2016",
            "catalog/pause-images.csv:3: image \"mcr.microsoft.com/windows/nanoserver:1.2\": builds \"ltsc2016\" is not a number",
        ),
        (
            FILE,
            "14393 17763",
            "14393 17764",
            "catalog/pause-images.csv:3: image \"mcr.microsoft.com/windows/nanoserver:1.2\": no release has build 17764",
        ),
        (
            FILE,
            "14393 17763",
            "15063 17763",
            "catalog/pause-images.csv:3: image \"mcr.microsoft.com/windows/nanoserver:1.2\": listed for server hosts, but no server release has build 15063",
        ),
        (
            FILE,
            "1.22,1.22",
            "1.22,1.21",
            "catalog/pause-images.csv:2: image \"mcr.microsoft.com/windows/nanoserver:1.1\": since 1.22 is later than until 1.21",
        ),
        (
            FILE,
            "1.23,,2.0",
            "1.25,,2.0",
            "catalog/pause-images.csv:3: image \"mcr.microsoft.com/windows/nanoserver:1.2\": since \"1.25\" is not in kubernetes-versions.csv",
        ),
        (
            FILE,
            "2.0 2.1",
            "2.0 2",
            "catalog/pause-images.csv:3: image \"mcr.microsoft.com/windows/nanoserver:1.2\": containerd \"2\" is not a release such as 1.7",
        ),
        (
            FILE,
            "lists tables",
            "lists rumours",
            "catalog/pause-images.csv:3: image \"mcr.microsoft.com/windows/nanoserver:1.2\": source \"rumours\" is not in sources.toml",
        ),
        (
            FILE,
            "nanoserver:1.2",
            "nanoserver:1.1",
            "catalog/pause-images.csv:3: image \"mcr.microsoft.com/windows/nanoserver:1.1\": contradicts line 2, which has the same key",
        ),
        (
            FILE,
            "nanoserver:1.3",
            "nanoserver:1.0",
            "catalog/pause-images.csv:4: image \"mcr.microsoft.com/windows/nanoserver:1.0\": the row stands after image \"mcr.microsoft.com/windows/nanoserver:1.2\", which sorts behind it",
        ),
    ]);
}
