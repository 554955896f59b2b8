//! Swarm services, by the tables of `docker service ls` and `docker service ps`, with their images and nodes.

use super::image::Images;
use super::plain::Plain;
use super::reference::reference;
use super::scan::is_host_name;
use super::table::{Row, Table};
use super::{ImageRole, MOST, ServiceFact};

/// The services of all texts so far.
#[derive(Debug, Default)]
pub(super) struct Services(Vec<ServiceFact>);

impl Services {
    /// Adds to what is known of a service.
    pub(super) fn named(
        &mut self,
        name: &str,
        plain: &Plain<'_>,
        at: usize,
        tell: impl FnOnce(&mut ServiceFact),
    ) {
        if let Some(known) = self.0.iter_mut().find(|known| known.name == name) {
            return tell(known);
        }
        if self.0.len() < MOST && is_service_name(name) {
            let place = Some(plain.place(at));
            let mut service = ServiceFact { name: name.to_owned(), place, ..ServiceFact::default() };
            tell(&mut service);
            self.0.push(service);
        }
    }

    /// All of them, in text order.
    pub(super) fn finish(mut self) -> Vec<ServiceFact> {
        self.0.sort_by_key(|service| service.place);
        self.0
    }
}

/// Adds the services of a text.
pub(super) fn read(plain: &Plain<'_>, services: &mut Services, images: &mut Images) {
    let mut table: Option<Table> = None;
    for line in plain.lines() {
        if let Some(titles) = Table::titles(&line) {
            let is_known = titles.has("ID") && titles.has("NAME") && titles.has("IMAGE");
            table = Some(titles)
                .filter(|titles| is_known && (titles.has("REPLICAS") || titles.has("DESIRED STATE")));
            continue;
        }
        let Some(row) = table.as_ref().map(|table| table.row(&line)) else { continue };
        let id = row.cell("ID").map(|cell| cell.text).unwrap_or_default();
        if !row.is_whole()
            || id.len() < 8
            || !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        {
            continue;
        }
        read_row(&row, plain, services, images);
    }
}

fn read_row(row: &Row<'_, '_>, plain: &Plain<'_>, services: &mut Services, images: &mut Images) {
    let Some(name) = row.cell("NAME") else { return };
    let is_task = row.cell("REPLICAS").is_none();
    let text = name.text.trim_start_matches(['\\', '_', ' ']);
    let service = if is_task { service_of_task(text) } else { text };
    let image = row.cell("IMAGE").and_then(|cell| Some((reference(cell.text)?, cell.at)));
    if let Some((image, at)) = image {
        images.add(image, ImageRole::Workload, plain, at);
    }
    let replicas = row.cell("REPLICAS").and_then(|cell| replicas(cell.text));
    let node = row.cell("NODE").map(|cell| cell.text).filter(|it| is_task && is_host_name(it));
    services.named(service, plain, name.at, |service| {
        service.image = service.image.take().or_else(|| image.map(|(image, _)| image.to_owned()));
        service.replicas = service.replicas.or(replicas);
        if let Some(node) =
            node.filter(|node| service.nodes.len() < MOST && !service.nodes.iter().any(|it| it == node))
        {
            service.nodes.push(node.to_owned());
        }
    });
}

/// `web.1` is a task of `web`; those of global services end with the id of their node.
fn service_of_task(task: &str) -> &str {
    task.rsplit_once('.').map_or(task, |(service, _)| service)
}

/// `0/1`, and `0/1 (max 1 per node)`.
fn replicas(text: &str) -> Option<(u32, u32)> {
    let (running, wanted) = text.split_whitespace().next()?.split_once('/')?;
    Some((running.parse().ok()?, wanted.parse().ok()?))
}

/// Up to 63 letters, digits, dashes, underscores and dots.
fn is_service_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 63
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Piece;

    fn services(text: &str) -> Vec<ServiceFact> {
        let piece = Piece::new(1, text.as_bytes());
        let plain = Plain::new(0, &piece);
        let mut services = Services::default();
        read(&plain, &mut services, &mut Images::default());
        services.finish()
    }

    #[test]
    fn a_service_has_what_both_tables_tell_of_it() {
        let found = services(
            "ID             NAME      MODE         REPLICAS   IMAGE           PORTS
a1b2c3d4e5f6   shop_web  replicated   0/2        contoso/web:1   *:80->80/tcp

ID             NAME              IMAGE           NODE      DESIRED STATE   CURRENT STATE            ERROR                       PORTS
b1b2c3d4e5f6   shop_web.1        contoso/web:1   WIN-ONE   Ready           Ready 3 seconds ago
c1b2c3d4e5f6    \\_ shop_web.1   contoso/web:1   WIN-TWO   Shutdown        Failed 24 seconds ago    \"starting container fai…\"
",
        );
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].name, "shop_web");
        assert_eq!(found[0].image.as_deref(), Some("contoso/web:1"));
        assert_eq!(found[0].replicas, Some((0, 2)));
        assert_eq!(found[0].nodes, ["WIN-ONE", "WIN-TWO"]);
        assert_eq!(found[0].place.map(|it| it.line), Some(2));
    }

    #[test]
    fn rows_whose_columns_moved_are_read() {
        let found = services(
            "ID                  NAME                 IMAGE                                             NODE                DESIRED STATE       CURRENT STATE
b1b2c3d4e5f6        web.1       iis   WIN-ONE     Ready               Ready 3 seconds ago
c1b2c3d4e5f6         \\_ web.1   iis   WIN-TWO     Shutdown            Failed 24 seconds ago
",
        );
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].image.as_deref()), ("web", Some("iis")));
        assert_eq!(found[0].nodes, ["WIN-ONE", "WIN-TWO"]);
    }

    #[test]
    fn an_image_that_was_cut_off_is_not_told() {
        let found = services(
            "ID             NAME   MODE         REPLICAS   IMAGE                 PORTS
a1b2c3d4e5f6   web    replicated   1/1        mcr.microsoft.com/w…
",
        );
        assert_eq!((found[0].image.as_deref(), found[0].replicas), (None, Some((1, 1))));
    }

    #[test]
    fn tables_of_other_things_have_no_services() {
        for text in [
            "CONTAINER ID   IMAGE   NAMES\n0123456789ab   iis     web\n",
            "ID   HOSTNAME   STATUS\na1b2c3d4e5f6   web   Ready\n",
            "ID   NAME   IMAGE   NODE   REPLICAS\n-    and more, of course\n",
        ] {
            assert_eq!(services(text), [], "{text}");
        }
    }
}
