# Dual stack: IPv4 is planned well, IPv6 is copied.
resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  address_space = [
    "10.0.0.0/20",
    "fd00:db8:1200::/48", # related: overlap
  ]
}

resource "azurerm_virtual_network" "spoke" {
  name                = "vnet-spoke"
  resource_group_name = "rg-spoke"
  location            = "westeurope"
  address_space = [
    "10.0.16.0/20",
    "fd00:0db8:1200:0::/56", # expect: overlap
  ]
}

# related: overlap
resource "azurerm_virtual_network_peering" "hub_to_spoke" {
  name                      = "to-spoke"
  resource_group_name       = "rg-hub"
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = azurerm_virtual_network.spoke.id
}
