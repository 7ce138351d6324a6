# A virtual hub has a range of its own, and all that is connected to it must keep clear of it and of each other.
resource "azurerm_virtual_wan" "wan" {
  name                = "vwan"
  resource_group_name = "rg-wan"
  location            = "westeurope"
}

# related: overlap
resource "azurerm_virtual_hub" "west" {
  name                = "vhub-west"
  resource_group_name = "rg-wan"
  location            = "westeurope"
  virtual_wan_id      = azurerm_virtual_wan.wan.id
  address_prefix      = "10.100.0.0/23" # related: overlap
}

# related: overlap
resource "azurerm_virtual_hub" "north" {
  name                = "vhub-north"
  resource_group_name = "rg-wan"
  location            = "northeurope"
  virtual_wan_id      = azurerm_virtual_wan.wan.id
  address_prefix      = "10.101.0.0/23"
}

resource "azurerm_virtual_network" "apps" {
  name                = "vnet-apps"
  resource_group_name = "rg-apps"
  location            = "westeurope"
  address_space       = ["10.100.0.0/20"] # expect: overlap, related: overlap
}

resource "azurerm_virtual_network" "data" {
  name                = "vnet-data"
  resource_group_name = "rg-data"
  location            = "northeurope"
  address_space       = ["10.100.8.0/21"] # expect: overlap
}

# related: overlap x2
resource "azurerm_virtual_hub_connection" "apps" {
  name                      = "to-apps"
  virtual_hub_id            = azurerm_virtual_hub.west.id
  remote_virtual_network_id = azurerm_virtual_network.apps.id
}

# related: overlap
resource "azurerm_virtual_hub_connection" "data" {
  name                      = "to-data"
  virtual_hub_id            = azurerm_virtual_hub.north.id
  remote_virtual_network_id = azurerm_virtual_network.data.id
}
