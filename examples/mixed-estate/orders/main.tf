# A spoke of another team, in Terraform.
provider "azurerm" {
  features {}
  subscription_id = "2222"
}

locals {
  hub_id = "/subscriptions/1111/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub"
}

resource "azurerm_virtual_network" "orders" {
  name                = "vnet-orders"
  resource_group_name = "rg-orders"
  location            = "westeurope"
  address_space       = ["10.8.16.0/20", "10.9.32.0/24"]
}

resource "azurerm_virtual_network_peering" "hub" {
  name                      = "to-hub"
  resource_group_name       = "rg-orders"
  virtual_network_name      = azurerm_virtual_network.orders.name
  remote_virtual_network_id = local.hub_id
}
