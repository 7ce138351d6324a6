# Two networks that share three ranges are one fault.
resource "azurerm_virtual_network" "left" {
  name                = "vnet-left"
  resource_group_name = "rg-network"
  location            = "westeurope"
  address_space = [
    "10.0.0.0/16",   # related: overlap
    "10.50.0.0/24",  # related: overlap
    "172.20.0.0/16", # related: overlap
    "172.30.0.0/24",
  ]
}

resource "azurerm_virtual_network" "right" {
  name                = "vnet-right"
  resource_group_name = "rg-network"
  location            = "westeurope"
  address_space = [
    "10.0.4.0/24", # expect: overlap
    "10.50.0.0/16",
    "172.20.0.0/16",
    "192.168.0.0/24",
  ]
}

# related: overlap
resource "azurerm_virtual_network_peering" "left_to_right" {
  name                      = "to-right"
  resource_group_name       = "rg-network"
  virtual_network_name      = azurerm_virtual_network.left.name
  remote_virtual_network_id = azurerm_virtual_network.right.id
}
