variable "name" {
  type = string
}

variable "cidr" {
  type = string
}

# related: one-sided-peering
resource "azurerm_virtual_network" "this" {
  name                = var.name
  resource_group_name = "rg-network"
  location            = "westeurope"
  address_space       = [var.cidr]
}

output "id" {
  value = azurerm_virtual_network.this.id
}
