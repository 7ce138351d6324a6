# Only two subnets take part, and their ranges differ: the networks as a whole may share addresses.
resource "azurerm_virtual_network" "left" {
  name                = "vnet-left"
  resource_group_name = "rg-network"
  location            = "westeurope"
  address_space       = ["10.0.0.0/16", "10.40.0.0/24"]
}

resource "azurerm_virtual_network" "right" {
  name                = "vnet-right"
  resource_group_name = "rg-network"
  location            = "westeurope"
  address_space       = ["10.0.0.0/16", "10.41.0.0/24"]
}

resource "azurerm_virtual_network_peering" "left_to_right" {
  name                                   = "to-right"
  resource_group_name                    = "rg-network"
  virtual_network_name                   = azurerm_virtual_network.left.name
  remote_virtual_network_id              = azurerm_virtual_network.right.id
  peer_complete_virtual_networks_enabled = false
  local_subnet_names                     = ["shared"]
  remote_subnet_names                    = ["shared"]
}
