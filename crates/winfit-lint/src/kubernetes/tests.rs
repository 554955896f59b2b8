use winfit_compat::{Isolation, Os};

use crate::{Document, read_document};

fn read(text: &str) -> Document {
    read_document("deploy.yaml", text.as_bytes().to_vec()).unwrap()
}

#[test]
fn a_pod_gives_its_containers_with_the_place_of_each_image() {
    let document = read(
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  os: {name: windows}\n  containers:\n  - name: a\n    \
         image: mcr.microsoft.com/windows/nanoserver:1809 # pinned\n  - name: b\n    image: 'b:1'  # x\n",
    );
    assert_eq!(document.problems, []);
    let found = &document.workloads[0];
    assert_eq!(found.workload.to_string(), "Pod web");
    assert_eq!(found.workload.os, Some(Os::Windows));
    let images: Vec<_> = found.images.iter().map(|place| document.source.slice(place.span)).collect();
    assert_eq!(images, ["mcr.microsoft.com/windows/nanoserver:1809", "'b:1'"]);
    assert_eq!(found.workload.containers[1].image, "b:1");
    assert_eq!(found.workload.containers[1].isolation, None::<Isolation>);
}
