/** A made-up repository of the shape that estates have: environments with a hub, and spokes through local modules. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes about `files` Terraform files below `folder`; the same count gives the same bytes. Returns their number. */
export function generateRepository(folder: string, files: number): number {
  let written = 0;
  const write = (path: string, text: string): void => {
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    written++;
  };
  write('modules/spoke/main.tf', SPOKE_MODULE);
  write('modules/spoke/variables.tf', SPOKE_VARIABLES);
  const perEnvironment = 20;
  for (let environment = 0; written + perEnvironment <= files; environment++) {
    const root = `environments/e${environment}`;
    write(`${root}/hub.tf`, hub(environment));
    write(`${root}/terraform.tfvars`, `location = "westeurope"\nplan = "10.${environment % 200}.0.0/16"\n`);
    for (let spoke = 1; spoke <= perEnvironment - 2; spoke++)
      write(`${root}/spoke_${spoke}.tf`, spokeFile(spoke));
  }
  return written;
}

const SPOKE_VARIABLES = ['name', 'location', 'range', 'hub_id', 'hub_name', 'hub_group']
  .map(
    (name) =>
      `variable "${name}" {\n  type        = string\n  description = "The ${name} of this spoke."\n}\n`,
  )
  .join('\n');

const SPOKE_MODULE = `
locals {
  subnets = { for index, name in ["nodes", "endpoints", "data"] : name => cidrsubnet(var.range, 3, index) }
}

resource "azurerm_resource_group" "this" {
  name     = "rg-\${var.name}"
  location = var.location
}

resource "azurerm_virtual_network" "this" {
  name                = "vnet-\${var.name}"
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  address_space       = [var.range]
}

resource "azurerm_subnet" "this" {
  for_each             = local.subnets
  name                 = each.key
  resource_group_name  = azurerm_resource_group.this.name
  virtual_network_name = azurerm_virtual_network.this.name
  address_prefixes     = [each.value]
}

resource "azurerm_virtual_network_peering" "up" {
  name                      = "\${var.name}-up"
  resource_group_name       = azurerm_resource_group.this.name
  virtual_network_name      = azurerm_virtual_network.this.name
  remote_virtual_network_id = var.hub_id
}

resource "azurerm_virtual_network_peering" "down" {
  name                      = "\${var.name}-down"
  resource_group_name       = var.hub_group
  virtual_network_name      = var.hub_name
  remote_virtual_network_id = azurerm_virtual_network.this.id
}

output "subnet_ids" {
  value = { for name, subnet in azurerm_subnet.this : name => subnet.id }
}
`;

function hub(environment: number): string {
  return `
variable "location" {
  type = string
}

variable "plan" {
  type = string
}

resource "azurerm_resource_group" "hub" {
  name     = "rg-hub-${environment}"
  location = var.location
}

resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub-${environment}"
  resource_group_name = azurerm_resource_group.hub.name
  location            = var.location
  address_space       = [cidrsubnet(var.plan, 6, 0)]
}
`;
}

function spokeFile(spoke: number): string {
  return `
module "spoke_${spoke}" {
  source    = "../../modules/spoke"
  name      = "s${spoke}"
  location  = var.location
  range     = cidrsubnet(var.plan, 6, ${spoke})
  hub_id    = azurerm_virtual_network.hub.id
  hub_name  = azurerm_virtual_network.hub.name
  hub_group = azurerm_resource_group.hub.name
}

resource "azurerm_kubernetes_cluster" "s${spoke}" {
  name                = "aks-s${spoke}"
  resource_group_name = azurerm_resource_group.hub.name
  location            = var.location
  dns_prefix          = "s${spoke}"

  default_node_pool {
    name           = "system"
    vm_size        = "Standard_D4s_v5"
    node_count     = 3
    vnet_subnet_id = module.spoke_${spoke}.subnet_ids["nodes"]
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    pod_cidr            = "100.64.0.0/16"
    service_cidr        = "172.20.0.0/16"
    dns_service_ip      = "172.20.0.10"
  }
}
`;
}
