//! The rude server, as it looks from a socket.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use winfit_testkit::{Answer, Rude, fixtures};

use crate::skopeo::raw;

/// A connection on which this has been asked for.
fn ask(rude: &Rude, method: &str, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(rude.host()).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Basic abc\r\n\r\n").unwrap();
    stream
}

/// All that comes until the connection is closed from there.
fn all(mut stream: TcpStream) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

/// The first line of the answer, up to the status.
fn status(mut stream: TcpStream) -> String {
    let mut text = [0; 12];
    stream.read_exact(&mut text).unwrap();
    String::from_utf8_lossy(&text).into_owned()
}

/// What comes, when nothing more does and the connection stays open.
fn before_silence(mut stream: TcpStream, length: usize) -> String {
    let mut text = vec![0; length];
    stream.read_exact(&mut text).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    assert!(stream.read(&mut [0]).is_err());
    String::from_utf8(text).unwrap()
}

#[test]
fn an_honest_image_is_served_as_by_a_registry() {
    let rude = Rude::start();
    let image = fixtures::multi_version();
    rude.serve("team/app", "1", &image);
    let Some(read) = raw(&rude.reference("team/app", "1"), &[]) else { return };
    assert_eq!(read, image.bytes());
}

#[test]
fn answers_follow_each_other_and_the_last_one_stays() {
    let rude = Rude::start();
    rude.on_each("/a", vec![Answer::too_many_requests("1").cut_after(0), Answer::ok("done").claiming(4)]);
    assert!(all(ask(&rude, "GET", "/a")).contains("429"));
    for _ in 0..2 {
        assert!(all(ask(&rude, "GET", "/a?n=1")).ends_with("done"));
    }
    assert_eq!(status(ask(&rude, "GET", "/b")), "HTTP/1.1 404");
}

#[test]
fn lies_about_the_length_are_told_to_the_letter() {
    let rude = Rude::start();
    rude.on("/more", Answer::ok("four").claiming(9)).on("/less", Answer::ok("four").claiming(2));
    let more = all(ask(&rude, "GET", "/more"));
    assert!(more.contains("Content-Length: 9\r\n") && more.ends_with("\r\n\r\nfour"), "{more}");
    let less = all(ask(&rude, "GET", "/less"));
    assert!(less.contains("Content-Length: 2\r\n") && less.ends_with("\r\n\r\nfour"), "{less}");
}

#[test]
fn an_answer_to_head_has_the_headers_of_a_body_and_none() {
    let rude = Rude::start();
    rude.on("/a", Answer::ok("abcdef"));
    let head = "HTTP/1.1 200 Rude\r\nContent-Length: 6\r\n\r\n";
    assert_eq!(before_silence(ask(&rude, "HEAD", "/a"), head.len()), head);
    assert_eq!(before_silence(ask(&rude, "GET", "/a"), head.len() + 6), format!("{head}abcdef"));
}

#[test]
fn a_stalled_answer_stops_where_it_was_told_to() {
    let rude = Rude::start();
    rude.on("/a", Answer::ok("abcdef").stalling_after(3)).on("/b", Answer::silence());
    let head = "HTTP/1.1 200 Rude\r\nContent-Length: 6\r\n\r\n";
    assert_eq!(before_silence(ask(&rude, "GET", "/a"), head.len() + 3), format!("{head}abc"));
    assert_eq!(before_silence(ask(&rude, "GET", "/b"), 0), "");
}

#[test]
fn an_endless_answer_ends_with_the_client_and_is_counted() {
    let rude = Rude::start();
    rude.on("/a", Answer::ok("").endless());
    let mut stream = ask(&rude, "GET", "/a");
    std::io::copy(&mut (&mut stream).take(1 << 20), &mut std::io::sink()).unwrap();
    assert!(rude.sent() > 1 << 19);
}

#[test]
fn a_connection_is_closed_without_an_answer_or_half_way() {
    let rude = Rude::start();
    rude.on("/a", Answer::hang_up()).on("/b", Answer::ok("abcdef").cut_after(2));
    assert_eq!(all(ask(&rude, "GET", "/a")), "");
    assert!(all(ask(&rude, "GET", "/b")).ends_with("\r\n\r\nab"));
}

#[test]
fn a_method_before_the_path_goes_before_the_path_alone() {
    let rude = Rude::start();
    rude.on("/a", Answer::ok("any")).on("HEAD /a", Answer::status(405));
    assert_eq!(status(ask(&rude, "HEAD", "/a")), "HTTP/1.1 405");
    assert_eq!(status(ask(&rude, "GET", "/a")), "HTTP/1.1 200");
}

#[test]
fn every_request_is_kept_with_its_headers() {
    let rude = Rude::start();
    rude.on("/a", Answer::redirect(307, "http://elsewhere.invalid/"));
    drop(ask(&rude, "GET", "/a?x=1"));
    rude.wait_for(1);
    let heard = rude.requests();
    assert_eq!((heard[0].method.as_str(), heard[0].path.as_str()), ("GET", "/a?x=1"));
    assert_eq!(heard[0].header("authorization"), Some("Basic abc"));
}

#[test]
fn answers_that_are_held_back_wait_for_each_other() {
    let rude = Rude::start();
    rude.on("/a", Answer::ok("now").claiming(3).held());
    let both = [ask(&rude, "GET", "/a"), ask(&rude, "GET", "/a")];
    rude.wait_for(2);
    assert_eq!(rude.most_at_once(), 2);
    rude.release();
    for stream in both {
        assert!(all(stream).ends_with("now"));
    }
}

#[test]
fn a_gzip_bomb_is_small_on_the_wire_and_large_inside() {
    let rude = Rude::start();
    rude.on("/a", Answer::gzip_bomb(64).cut_after(usize::MAX));
    let mut bytes = Vec::new();
    ask(&rude, "GET", "/a").read_to_end(&mut bytes).unwrap();
    assert!(bytes.len() < 1 << 17, "{}", bytes.len());
    let start = bytes.windows(2).position(|pair| pair == [0x1f, 0x8b]).unwrap();
    let mut decoder = flate2::read::GzDecoder::new(&bytes[start..]);
    assert_eq!(std::io::copy(&mut decoder, &mut std::io::sink()).unwrap(), 64 << 20);
}

#[test]
fn answers_that_never_end_do_not_outlive_the_server() {
    let rude = Rude::start();
    rude.otherwise(Answer::silence())
        .on("/held", Answer::ok("").held())
        .on("/endless", Answer::ok("").endless());
    let waiting = ["/", "/held", "/endless"].map(|path| ask(&rude, "GET", path));
    rude.wait_for(3);
    drop(rude);
    for mut stream in waiting {
        let _ = std::io::copy(&mut stream, &mut std::io::sink());
    }
}
