variable "name" {
  type = string
}

variable "location" {
  type = string
}

variable "range" {
  type = string
}

variable "hub_id" {
  type = string
}

variable "use_remote" {
  type = bool
}

resource "azurerm_resource_group" "this" {
  name     = "rg-${var.name}"
  location = var.location
}

resource "azurerm_virtual_network" "this" {
  name                = "vnet-${var.name}"
  resource_group_name = azurerm_resource_group.this.name
  location            = azurerm_resource_group.this.location
  address_space       = [var.range]
}

locals {
  # The nodes get the first quarter, private endpoints the last sixteenth.
  subnets = {
    nodes     = cidrsubnet(var.range, 2, 0)
    endpoints = cidrsubnet(var.range, 4, 15)
  }
}

resource "azurerm_subnet" "this" {
  for_each = local.subnets

  name                 = each.key
  resource_group_name  = azurerm_resource_group.this.name
  virtual_network_name = azurerm_virtual_network.this.name
  address_prefixes     = [each.value]
}

resource "azurerm_virtual_network_peering" "to_hub" {
  name                      = "${var.name}-to-hub"
  resource_group_name       = azurerm_resource_group.this.name
  virtual_network_name      = azurerm_virtual_network.this.name
  remote_virtual_network_id = var.hub_id
  use_remote_gateways       = var.use_remote
}

output "network_id" {
  value = azurerm_virtual_network.this.id
}

output "resource_group_name" {
  value = azurerm_resource_group.this.name
}

output "subnet_ids" {
  value = { for name, subnet in azurerm_subnet.this : name => subnet.id }
}
