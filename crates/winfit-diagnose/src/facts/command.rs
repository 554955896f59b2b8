//! Command lines that start, build or pull something, as people paste them with their prompts.

use winfit_compat::Isolation;

use super::image::Images;
use super::plain::Plain;
use super::reference::is_reference;
use super::service::Services;
use super::{Command, CommandKind, Facts, ImageRole, MOST};

mod line;
mod options;
mod verb;

use options::Options;
use verb::Verb;

/// A command line that asks for what an image is made of; what follows it is the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inspected {
    /// Where the command begins.
    pub(super) at: usize,
    /// The image that it asks for; `None` if it names none.
    pub(super) image: Option<String>,
}

/// How much of a command line is kept, in characters.
const SHOWN: usize = 2_000;

/// Adds the command lines of a text, and gives those that ask for what an image is made of.
pub(super) fn read(
    plain: &Plain<'_>,
    facts: &mut Facts<'_>,
    images: &mut Images,
    services: &mut Services,
) -> Vec<Inspected> {
    let mut inspected = Vec::new();
    for typed in line::typed(plain) {
        let Some((verb, words)) = Verb::of(&typed.words) else { continue };
        let options = Options::of(verb, words);
        let image = options.image.filter(|image| is_reference(image)).map(str::to_owned);
        if let Some(image) = image.as_deref().filter(|_| verb.uses_image()) {
            images.add(image, ImageRole::Workload, plain, typed.at);
        }
        if let (Verb::Service, Some(name)) = (verb, options.name) {
            services.named(name, plain, typed.at, |service| {
                service.image = service.image.take().or_else(|| image.clone());
            });
        }
        let Some(kind) = verb.kind() else {
            inspected.push(Inspected { at: typed.at, image });
            continue;
        };
        let text: String = typed.text.chars().take(SHOWN).collect();
        let isolation = options.isolation.and_then(|it| it.parse::<Isolation>().ok());
        let is_known = facts.commands.iter().any(|known| known.text == text);
        if !is_known && facts.commands.len() < MOST {
            let image = image.filter(|_| kind != CommandKind::Build);
            let place = Some(plain.place(typed.at));
            facts.commands.push(Command { kind, text, image, isolation, place });
        }
    }
    inspected
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Piece;

    fn commands(text: &str) -> Vec<(CommandKind, Option<String>, Option<Isolation>)> {
        let piece = Piece::new(1, text.as_bytes());
        let plain = Plain::new(0, &piece);
        let mut facts = Facts::default();
        read(&plain, &mut facts, &mut Images::default(), &mut Services::default());
        facts.commands.into_iter().map(|it| (it.kind, it.image, it.isolation)).collect()
    }

    fn run(image: &str) -> Vec<(CommandKind, Option<String>, Option<Isolation>)> {
        vec![(CommandKind::Run, Some(image.to_owned()), None)]
    }

    #[test]
    fn a_command_is_read_behind_every_prompt() {
        for prompt in [
            "",
            "$ ",
            "# ",
            "> ",
            "C:\\>",
            "C:\\Program Files\\Docker> ",
            "PS C:\\x> ",
            "PS>",
            "me@web:~$ ",
            "[root@web ~]# ",
            "sudo ",
            "+ ",
            "I run `",
            "& ",
            "##[group]Run ",
            "\"C:\\Program Files\\Docker\\",
        ] {
            assert_eq!(commands(&format!("{prompt}docker run contoso/web")), run("contoso/web"), "{prompt}");
        }
        assert_eq!(commands("docker.exe run contoso/web"), run("contoso/web"));
        assert_eq!(commands("\"C:\\Program Files\\Docker\\docker.exe\" run contoso/web"), run("contoso/web"));
    }

    #[test]
    fn the_image_is_the_first_word_that_is_no_option_and_no_value() {
        for text in [
            "docker run --rm -it -p 80:80 contoso/web:1 cmd /c ver",
            "docker run -d -p80:80 --name web contoso/web:1",
            "docker run -dp 80:80 contoso/web:1",
            "docker -H tcp://web:2375 run contoso/web:1",
            "docker container create -v \"C:\\my data:C:\\data\" -e A=B contoso/web:1",
            "nerdctl run --net nat contoso/web:1",
            "docker run `\n  -d `\n  contoso/web:1",
            "docker run \\\n  -d \\\n  contoso/web:1",
            "$ docker stop x && docker run contoso/web:1 > log.txt",
            "docker run **--rm** contoso/**web:1** cmd",
        ] {
            assert_eq!(commands(text), run("contoso/web:1"), "{text}");
        }
        assert_eq!(
            commands("ctr -n k8s.io run --rm docker.io/contoso/web:1 web"),
            run("docker.io/contoso/web:1")
        );
        assert_eq!(commands("kubectl run web --image=contoso/web:1"), run("contoso/web:1"));
    }

    #[test]
    fn isolation_is_read_with_and_without_an_equals_sign() {
        for text in [
            "docker run --isolation=hyperv iis",
            "docker run --isolation hyperv iis",
            "docker run **--isolation=hyperv** iis",
            "docker run --isolation=\"HyperV\" iis",
            "ctr run --isolated iis x",
        ] {
            let expected = vec![(CommandKind::Run, Some("iis".to_owned()), Some(Isolation::HyperV))];
            assert_eq!(commands(text), expected, "{text}");
        }
        let build = vec![(CommandKind::Build, None, Some(Isolation::Process))];
        assert_eq!(commands("docker build --isolation=process -t contoso/web ."), build);
    }

    #[test]
    fn pulls_builds_and_compose_are_read() {
        let pull = vec![(CommandKind::Pull, Some("ubuntu".to_owned()), None)];
        for text in
            ["docker pull ubuntu", "docker image pull -q ubuntu", "crictl pull ubuntu", "ctr i pull ubuntu"]
        {
            assert_eq!(commands(text), pull, "{text}");
        }
        assert_eq!(commands("docker compose -f x.yml up -d"), [(CommandKind::Run, None, None)]);
        assert_eq!(commands("docker-compose build"), [(CommandKind::Build, None, None)]);
        assert_eq!(commands("docker buildx build -t x ."), [(CommandKind::Build, None, None)]);
    }

    #[test]
    fn messages_and_sentences_are_no_commands() {
        for text in [
            "docker: Error response from daemon: no",
            "C:\\Program Files\\Docker\\docker.exe: Error response from daemon: no",
            "we use docker run contoso/web every day",
            "docker ps -a",
            "docker version",
            "mydocker run contoso/web",
            "docker",
        ] {
            assert_eq!(commands(text), [], "{text}");
        }
        for text in
            ["docker run fails with this error", "docker run $IMAGE", "docker run <image>", "docker run ..."]
        {
            assert_eq!(commands(text), [(CommandKind::Run, None, None)], "{text}");
        }
    }
}
