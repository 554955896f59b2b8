//! temp
use winfit::*;
fn main() {
    let mut a: Vec<String> = std::env::args().skip(1).collect();
    let json = a.iter().position(|x| x == "--json").map(|i| a.remove(i)).is_some();
    let nodes = a.iter().position(|x| x == "--nodes").map(|i| {
        a.remove(i);
        a.remove(i).into()
    });
    let r = commands::check::Request {
        paths: a.iter().map(Into::into).collect(),
        nodes,
        rules: Default::default(),
        today: "2026-11-20".parse().unwrap(),
    };
    match commands::check::check(winfit_compat::builtin::builtin(), &r) {
        Ok(c) => {
            if json {
                println!("{}", serde_json::to_string_pretty(&wire::check::CheckDocument::new(&c)).unwrap())
            } else {
                print!("{}", render::check::check(&c, render::check::Style { colour: false, width: 100 }))
            }
        }
        Err(e) => eprintln!("error: {e}"),
    }
}
