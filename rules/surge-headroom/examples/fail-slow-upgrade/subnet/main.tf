variable "network" {
  type = string
}

variable "cidr" {
  type = string
}

resource "azurerm_subnet" "this" {
  name                 = "snet-nodes"
  resource_group_name  = "rg-main"
  virtual_network_name = var.network
  address_prefixes     = [var.cidr]
}

output "id" {
  value = azurerm_subnet.this.id
}
