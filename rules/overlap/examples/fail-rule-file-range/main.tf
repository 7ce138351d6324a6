# No gateway in the code: the rule file says that every network may have to reach the data centre.
resource "azurerm_virtual_network" "shop" {
  name                = "vnet-shop"
  resource_group_name = "rg-shop"
  location            = "germanywestcentral"
  address_space       = ["10.8.0.0/16"] # expect: overlap
}

resource "azurerm_virtual_network" "stock" {
  name                = "vnet-stock"
  resource_group_name = "rg-stock"
  location            = "germanywestcentral"
  address_space       = ["10.16.0.0/16"]
}
