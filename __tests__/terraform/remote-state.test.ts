/** Outputs of another deployment, read from its state: followed when that deployment is in the tree. */
import { describe, expect, test } from 'vitest';
import { history, plain, read, referenceText } from './reading.ts';

const spoke = (backend: string, config: string): string => `
data "terraform_remote_state" "hub" {
  backend = "${backend}"
  config  = ${config}
}
variable "unknown" {}
resource "azurerm_virtual_network_peering" "out" {
  remote = data.terraform_remote_state.hub.outputs.vnet_id
  cidr   = data.terraform_remote_state.hub.outputs.cidr
  gone   = data.terraform_remote_state.hub.outputs.gone
}`;

const hub = (backend: string): string => `
terraform {
  ${backend}
}
resource "azurerm_virtual_network" "hub" { address_space = ["10.0.0.0/16"] }
output "vnet_id" { value = azurerm_virtual_network.hub.id }
output "cidr" { value = azurerm_virtual_network.hub.address_space[0] }`;

describe('a state', () => {
  test.each([
    {
      name: 'in a storage account',
      backend:
        'backend "azurerm" {\n storage_account_name = "st"\n container_name = "c"\n key = "hub.tfstate"\n}',
      reads: spoke('azurerm', '{ storage_account_name = "st", container_name = "c", key = "hub.tfstate" }'),
    },
    {
      name: 'in a bucket of which only one side is known',
      backend: 'backend "s3" {\n key = "net/hub/terraform.tfstate"\n}',
      reads: spoke('s3', '{ bucket = "b", region = "r", key = "net/hub/terraform.tfstate" }'),
    },
    {
      name: 'in a bucket whose name is missing',
      backend: 'backend "gcs" {\n bucket = "b"\n prefix = "net/hub"\n}',
      reads: spoke('gcs', '{ bucket = var.unknown, prefix = "net/hub" }'),
    },
    {
      name: 'in a known bucket under a common name',
      backend: 'backend "s3" {\n bucket = "hub"\n key = "terraform.tfstate"\n}',
      reads: spoke('s3', '{ bucket = "hub", key = "terraform.tfstate" }'),
    },
    {
      name: 'in a workspace of the cloud',
      backend: 'cloud {\n organization = "acme"\n workspaces {\n name = "hub"\n }\n}',
      reads: spoke('remote', '{ organization = "acme", workspaces = { name = "hub" } }'),
    },
    { name: 'in a local file', backend: '', reads: spoke('local', '{ path = "../hub/terraform.tfstate" }') },
    {
      name: 'in a local file that is named',
      backend: 'backend "local" { path = "state/x.tfstate" }',
      reads: spoke('local', '{ path = "../hub/state/x.tfstate" }'),
    },
  ])('$name is followed', ({ backend, reads }) => {
    const reading = read({ 'hub/main.tf': hub(backend), 'spoke/main.tf': reads });
    expect(reading.problems).toEqual([]);
    const peering = 'azurerm_virtual_network_peering.out';
    expect(referenceText(reading.value(peering, 'remote').reference)).toBe(
      'hub/azurerm_virtual_network.hub#id',
    );
    expect(plain(reading.value(peering, 'cidr'))).toBe('10.0.0.0/16');
    const line = backend.split('\n').length + 4;
    expect(history(reading.value(peering, 'cidr'))).toEqual([
      `hub/main.tf:${line}:61 "10.0.0.0/16"`,
      `hub/main.tf:${line + 2}:25 azurerm_virtual_network.hub.address_space[0]`,
      'spoke/main.tf:9:12 data.terraform_remote_state.hub.outputs.cidr',
    ]);
    expect(plain(reading.value(peering, 'gone'))).toMatch(/^<remote-state: /);
  });

  test.each([
    {
      name: 'another container',
      backend: 'backend "azurerm" {\n container_name = "a"\n key = "hub.tfstate"\n}',
      reads: spoke('azurerm', '{ container_name = "b", key = "hub.tfstate" }'),
    },
    {
      name: 'a common name in a bucket that is not known',
      backend: 'backend "s3" { key = "terraform.tfstate" }',
      reads: spoke('s3', '{ bucket = "b", key = "terraform.tfstate" }'),
    },
    {
      name: 'another kind of store',
      backend: 'backend "s3" { key = "hub" }',
      reads: spoke('azurerm', '{ key = "hub" }'),
    },
    {
      name: 'a name that is missing',
      backend: 'backend "s3" { key = "hub" }',
      reads: spoke('s3', '{ key = var.unknown }'),
    },
    {
      name: 'a file outside',
      backend: '',
      reads: spoke('local', '{ path = "../../hub/terraform.tfstate" }'),
    },
  ])('$name is not', ({ backend, reads }) => {
    const reading = read({ 'hub/main.tf': hub(backend), 'spoke/main.tf': reads });
    const remote = reading.value('azurerm_virtual_network_peering.out', 'remote');
    expect(plain(remote)).toBe(
      '<remote-state: the deployment whose state data.terraform_remote_state.hub reads is not among what was read>',
    );
    expect(referenceText(remote.reference)).toBe('spoke/data.terraform_remote_state.hub#outputs.vnet_id');
    expect(reading.problems).toEqual([]);
  });

  test('that several deployments could keep is not followed', () => {
    const backend = 'backend "s3" { key = "net/hub" }';
    const reading = read({
      'a/main.tf': hub(backend),
      'b/main.tf': hub(backend),
      'spoke/main.tf': spoke('s3', '{ key = "net/hub" }'),
    });
    expect(plain(reading.value('azurerm_virtual_network_peering.out', 'remote'))).toMatch(/^<remote-state: /);
  });

  test('of a module with several sets of values is that of the same set', () => {
    const files = {
      'hub/main.tf': `variable "env" {}\n${hub('backend "s3" { key = "net/hub" }')}`,
      'hub/dev.tfvars': 'env = "dev"',
      'hub/prod.tfvars': 'env = "prod"',
      'spoke/main.tf': `variable "env" {}\n${spoke('s3', '{ key = "net/hub" }')}`,
      'spoke/prod.tfvars': 'env = "prod"',
      'spoke/test.tfvars': 'env = "test"',
    };
    const { resources } = read(files);
    const remotes = resources
      .filter(({ type }) => type === 'azurerm_virtual_network_peering')
      .map(({ unit, attributes }) => [unit, referenceText(attributes.entries.get('remote')?.reference)]);
    expect(remotes).toEqual([
      ['spoke (prod.tfvars)', 'hub (prod.tfvars)/azurerm_virtual_network.hub#id'],
      ['spoke (test.tfvars)', 'spoke (test.tfvars)/data.terraform_remote_state.hub#outputs.vnet_id'],
    ]);
  });

  test('may be read both ways, as long as no value depends on itself', () => {
    const side = (other: string): string => `
data "terraform_remote_state" "other" {
  backend = "local"
  config  = { path = "../${other}/terraform.tfstate" }
}
resource "a_b" "c" {
  id   = data.terraform_remote_state.other.outputs.id
  loop = data.terraform_remote_state.other.outputs.loop
}
output "id" { value = a_b.c.name }
output "loop" { value = data.terraform_remote_state.other.outputs.loop }`;
    const reading = read({ 'a/main.tf': side('b'), 'b/main.tf': side('a') });
    expect(referenceText(reading.resource('a_b.c', 'a').attributes.entries.get('id')?.reference)).toBe(
      'b/a_b.c#name',
    );
    expect(reading.problems).toEqual([
      'terraform-cycle a/main.tf:11:25 data.terraform_remote_state.other.outputs.loop',
    ]);
  });
});
