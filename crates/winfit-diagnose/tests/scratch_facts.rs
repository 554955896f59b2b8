#![allow(missing_docs)]
use winfit_diagnose::Phrases;
use winfit_diagnose::facts::read_facts;
use winfit_diagnose::text::Pasted;
fn show(name: &str, text: &str) {
    let catalog = winfit_compat::builtin::builtin();
    let phrases = Phrases::new(catalog).unwrap();
    let f = read_facts(catalog, &phrases, &[Pasted::whole("-", text)]);
    println!("=== {name}");
    for s in &f.sightings {
        println!("  sign {} {:?} @{:?} x{}", s.row.sign, s.captures, s.lines, s.count);
    }
    for h in &f.hosts {
        println!(
            "  host {:?} {:?} v={:?} kind={:?} arch={:?} rt={:?} iso={:?} {:?} {:?} @{}",
            h.name,
            h.host.os,
            h.host.os_version.map(|v| v.to_string()),
            h.host.kind,
            h.host.architecture,
            h.host.runtime,
            h.host.default_isolation,
            h.form,
            h.cautions,
            h.place.unwrap().line
        );
    }
    for i in &f.images {
        println!(
            "  image {:?} {:?} {:?} @{:?}",
            i.reference,
            i.role,
            i.platforms
                .iter()
                .map(|p| format!(
                    "{:?}/{:?} {:?} {:?}",
                    p.os,
                    p.architecture,
                    p.os_version.inside().map(|v| v.to_string()),
                    p.provenance
                ))
                .collect::<Vec<_>>(),
            i.place.map(|p| (p.line, p.column))
        );
    }
    for p in &f.pods {
        println!("  {p:?}");
    }
    for p in &f.services {
        println!("  {p:?}");
    }
    for c in &f.codes {
        println!(
            "  code 0x{:08x} {:?} @{}",
            c.code,
            c.row.map(|r| r.name.to_string()),
            c.place.unwrap().line
        );
    }
    for c in &f.exits {
        println!("  exit {} {:?} {:?}", c.status, c.text, c.row.map(|r| r.name.to_string()));
    }
    println!("  containers {:?}", f.containers.iter().map(|c| &c.value).collect::<Vec<_>>());
    println!(
        "  isolations {:?} arch {:?} kb {:?} layers {:?}",
        f.isolations.iter().map(|c| &c.value).collect::<Vec<_>>(),
        f.architectures.iter().map(|c| &c.value).collect::<Vec<_>>(),
        f.updates.iter().map(|c| &c.value).collect::<Vec<_>>(),
        f.layers.as_ref().map(|l| l.value)
    );
    println!("  times {:?}", f.times.as_ref().map(|(a, b)| (&a.value, &b.value)));
    for c in &f.commands {
        println!("  cmd {:?} {:?} {:?} {:?}", c.kind, c.image, c.isolation, c.text);
    }
}
#[test]
fn fixtures() {
    for n in 1..=25 {
        let t = std::fs::read_to_string(format!("/work/shared/fixtures/errors/{n:03}.txt")).unwrap();
        show(&format!("{n:03}"), &t);
    }
    let d = std::fs::read_dir("/work/shared/documents")
        .unwrap()
        .filter_map(|e| e.ok())
        .find(|e| e.file_name().to_string_lossy().starts_with("001_"))
        .unwrap();
    let t = std::fs::read_to_string(d.path()).unwrap();
    let l: Vec<&str> = t.lines().skip(84).take(336).collect();
    show("doc", &l.join("\n"));
    show("docall", &t);
}
