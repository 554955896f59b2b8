//! Streams over real files: what is given up, what is skipped, where they end.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

/// A stream of a hundred thousand bytes, plain or compressed.
fn stream(bytes: &[u8], given_up: &Arc<AtomicBool>) -> (Stream, Rc<Account>) {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    let account = Account::new(given_up);
    let stream = Stream::new(file, bytes.len() as u64, &account).unwrap();
    (stream.unwrap_or_else(|Unread(with)| panic!("{with}")), account)
}

fn packed() -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&[7; 100_000]).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_stream_that_nobody_waits_for_any_more_ends_with_an_error() {
    for bytes in [vec![7; 100_000], packed()] {
        let given_up = Arc::new(AtomicBool::new(false));
        let (mut stream, _) = stream(&bytes, &given_up);
        stream.read_exact(&mut [0; 10]).unwrap();
        given_up.store(true, Ordering::Relaxed);
        assert!(stream.read(&mut [0; 10]).is_err());
    }
    let given_up = Arc::new(AtomicBool::new(false));
    let (mut stream, _) = stream(&packed(), &given_up);
    given_up.store(true, Ordering::Relaxed);
    assert!(stream.seek(SeekFrom::Current(10)).is_err());
}

#[test]
fn what_is_skipped_leaves_what_may_be_read_as_it_was() {
    for bytes in [vec![7; 100_000], packed()] {
        let (mut stream, account) = stream(&bytes, &Arc::default());
        account.allow(10);
        assert_eq!(stream.seek(SeekFrom::Current(90_000)).unwrap(), 90_000);
        stream.read_exact(&mut [0; 10]).unwrap();
        assert!(!account.overdrawn.get());
        assert!(stream.read(&mut [0; 1]).is_err());
        assert!(account.overdrawn.get());
    }
}

#[test]
fn a_stream_is_not_skipped_beyond_its_end_nor_backwards() {
    for bytes in [vec![7; 100_000], packed()] {
        let (mut stream, account) = stream(&bytes, &Arc::default());
        assert_eq!(stream.seek(SeekFrom::Current(100_000)).unwrap(), 100_000);
        assert!(stream.seek(SeekFrom::Current(-1)).is_err());
        assert!(!account.ended.get() || bytes.len() < 100_000);
        assert!(stream.seek(SeekFrom::Current(1)).is_err());
        assert!(account.ended.get());
    }
}
