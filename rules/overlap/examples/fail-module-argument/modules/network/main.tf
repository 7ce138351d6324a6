variable "name" {
  type = string
}

variable "cidr" {
  type = string
}

variable "peers" {
  type = map(string)
}

resource "azurerm_virtual_network" "this" {
  name                = var.name
  resource_group_name = "rg-network"
  location            = "westeurope"
  address_space       = [var.cidr]
}

resource "azurerm_virtual_network_peering" "this" {
  for_each                  = var.peers
  name                      = "to-${each.key}"
  resource_group_name       = "rg-network"
  virtual_network_name      = azurerm_virtual_network.this.name
  remote_virtual_network_id = each.value
}

output "id" {
  value = azurerm_virtual_network.this.id
}

output "name" {
  value = azurerm_virtual_network.this.name
}
