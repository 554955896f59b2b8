//! The flags of `winfit lsp`.

use clap::Args;

/// Findings, fixes and verdicts in your editor: a language server on standard input and output
///
/// Checks the documents that are open, as they are typed, together: findings with the page of their rule, quick fixes, all safe
/// fixes at once (source.fixAll.winfit), and, under the pointer, what is in an image and where it runs. Settings are those of
/// the workspace folder's winfit.toml. Registries are not asked unless the editor sets offline to false: what is in an image is
/// then known from the cache, which winfit check fills, or inferred from its tag.
///
/// The editor sets, as initializationOptions: nodes, the path of a file with the hosts; kubernetesVersion, e.g. "1.29";
/// offline, true or false. docs/ecosystem.md has more, also on VS Code.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct LspArgs {
    /// As editors say it; there is no other way
    #[arg(long)]
    pub(crate) stdio: bool,
}

const EXAMPLES: &str = "\
Examples:
  Neovim, in init.lua:
    vim.api.nvim_create_autocmd('FileType', {
      pattern = { 'yaml', 'dockerfile', 'json' },
      callback = function()
        vim.lsp.start({
          name = 'winfit',
          cmd = { 'winfit', 'lsp' },
          root_dir = vim.fn.getcwd(),
          init_options = { nodes = 'nodes.json' },
        })
      end,
    })

  Helix, in languages.toml:
    [language-server.winfit]
    command = \"winfit\"
    args = [\"lsp\"]
    config = { nodes = \"nodes.json\" }

    [[language]]
    name = \"yaml\"
    language-servers = [\"yaml-language-server\", \"winfit\"]

  VS Code: any extension that starts language servers by a command, with the command winfit lsp

Exit status:
  0  the editor said shutdown and exit
  1  it left without
  2  the server could not start: a flag or --catalog is wrong";
