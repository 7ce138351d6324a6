# Nothing joins the two; with the option that is worth a note.
resource "azurerm_virtual_network" "blue" {
  name                = "vnet-blue"
  resource_group_name = "rg-blue"
  location            = "westeurope"
  address_space       = ["10.1.0.0/16"] # related: overlap
}

resource "azurerm_virtual_network" "green" {
  name                = "vnet-green"
  resource_group_name = "rg-green"
  location            = "westeurope"
  address_space       = ["10.1.0.0/16"] # expect: overlap
}
