/** A pull request on a GitHub of one's own, and the built action that reviews it. */
import { expect } from 'vitest';
import { NODE } from '../cli/run-cli.ts';
import { pullRequestEvent } from '../github-double/events.ts';
import { createRepository, type GitRepository } from '../github-double/git-repository.ts';
import { runAction, type ActionRun, type RunOptions } from '../github-double/run-action.ts';
import { startGitHub, type GitHubDouble, type GitHubOptions } from '../github-double/start-github.ts';
import type { PullRequest } from '../github-double/state.ts';

export const REPOSITORY = 'acme/network';

/** Two peered VNets, called as given, with these expressions as ranges. */
export function peered(a: string, rangeA: string, b: string, rangeB: string): string {
  const network = (name: string, range: string): string => `
resource "azurerm_virtual_network" "${name}" {
  name                = "vnet-${name}"
  resource_group_name = "rg"
  location            = "westeurope"
  address_space       = [${range}]
}
`;
  const peering = (from: string, to: string): string => `
resource "azurerm_virtual_network_peering" "${from}_${to}" {
  name                      = "${from}-to-${to}"
  resource_group_name       = "rg"
  virtual_network_name      = azurerm_virtual_network.${from}.name
  remote_virtual_network_id = azurerm_virtual_network.${to}.id
}
`;
  return network(a, rangeA) + network(b, rangeB) + peering(a, b) + peering(b, a);
}

/** Two peered VNets whose ranges stand in `terraform.tfvars`. */
export const NETWORK = `variable "range_a" {}
variable "range_b" {}
${peered('a', 'var.range_a', 'b', 'var.range_b')}`;

export const GOOD = 'range_a = "10.0.0.0/16"\nrange_b = "10.1.0.0/16"\n';
export const BAD = 'range_a = "10.0.0.0/16"\nrange_b = "10.0.64.0/20"\n';

export interface Scenario {
  readonly double: GitHubDouble;
  readonly repository: GitRepository;
  readonly pull: PullRequest;
  /** Runs the action for the pull request as it is. */
  run(options?: Partial<RunOptions>): Promise<ActionRun>;
  /** Commits to the pull request's branch. */
  push(files: Readonly<Record<string, string>>, deleted?: readonly string[]): void;
}

/** Runs a test with a pull request that changes `base` to `head`; afterwards nothing may have been against GitHub's description. */
export async function withPullRequest(
  base: Readonly<Record<string, string>>,
  head: Readonly<Record<string, string>>,
  use: (scenario: Scenario) => Promise<void>,
  options: GitHubOptions = {},
): Promise<void> {
  const repository = createRepository({ files: base });
  repository.branch('change');
  repository.commit({ files: head });
  const double = await startGitHub(options);
  try {
    double.addRepository({ fullName: REPOSITORY, directory: repository.directory });
    const pull = double.addPullRequest({ repository: REPOSITORY, head: 'change' });
    await use({
      double,
      repository,
      pull,
      run: (more = {}) =>
        runAction({
          node: NODE,
          entry: 'dist/action.js',
          metadata: 'action.yml',
          double,
          repository: REPOSITORY,
          event: pullRequestEvent({ double, pull }),
          ...more,
        }),
      push(files, deleted = []) {
        repository.checkout('change');
        repository.commit({ files, delete: deleted });
        double.setHead(pull, repository.sha('change'));
      },
    });
    expect(double.violations).toEqual([]);
  } finally {
    await double.close();
  }
}
