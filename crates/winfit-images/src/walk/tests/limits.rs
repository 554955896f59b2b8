//! How far an image is followed.

use serde_json::{Value, json};

use super::{DOCUMENTS, INDEX, Memory, config, entry, index, nowhere, read, windows};

/// An index with `list` inside `depth` others.
fn nested(store: &mut Memory, list: Value, depth: usize) -> Value {
    (0..depth).fold(list, |list, _| {
        let digest = store.put(&list);
        index(&[json!({"mediaType": INDEX, "digest": digest.as_str()})])
    })
}

#[test]
fn indexes_are_followed_into_indexes_two_deep_and_no_further() {
    let list = index(&[entry(&nowhere("x"), &windows("10.0.20348.1"))]);
    for (depth, is_read) in [(1, true), (2, true), (3, false)] {
        let mut store = Memory::default();
        let root = nested(&mut store, list.clone(), depth);
        match read(&store, &root) {
            Ok(contents) => assert!(is_read && contents.platforms.len() == 1, "{depth}"),
            Err(error) => {
                assert!(!is_read, "{depth}: {error}");
                assert_eq!(error.to_string(), "the index has other indexes inside it more than 2 deep");
            }
        }
        assert_eq!(store.asked(), depth);
    }
}

#[test]
fn an_image_spread_over_too_many_documents_is_refused_after_as_many_reads() {
    let bare = json!({"os": "windows", "architecture": "amd64"});
    let spread = |images: usize| {
        let mut store = Memory::default();
        let entries: Vec<Value> =
            (0..images).map(|i| entry(&store.image(&config(&format!("10.0.20348.{i}"))), &bare)).collect();
        let result = read(&store, &index(&entries));
        (result, store.asked())
    };
    let (read, asked) = spread(DOCUMENTS / 2);
    assert_eq!((read.unwrap().platforms.len(), asked), (DOCUMENTS / 2, DOCUMENTS));
    let (refused, asked) = spread(DOCUMENTS / 2 + 1);
    assert_eq!(refused.unwrap_err().to_string(), "its platforms are spread over more than 64 documents");
    assert_eq!(asked, DOCUMENTS);
}

#[test]
fn entries_of_all_indexes_together_are_bounded() {
    let mut store = Memory::default();
    let many: Vec<Value> = vec![entry(&nowhere("x"), &windows("10.0.20348.1")); 500];
    let inner = store.put(&index(&many));
    let mut outer = many;
    outer.push(json!({"mediaType": INDEX, "digest": inner.as_str()}));
    assert_eq!(
        read(&store, &index(&outer)).unwrap_err().to_string(),
        "the index has 1001 entries; 1000 are the most that is read"
    );
    outer.pop();
    assert_eq!(read(&store, &index(&outer)).unwrap().platforms.len(), 500);
}
