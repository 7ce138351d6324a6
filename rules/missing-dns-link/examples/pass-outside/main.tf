# The zone is kept by another team; the DNS servers are at an address that nobody here declares.
resource "azurerm_virtual_network" "app" {
  name                = "vnet-app"
  resource_group_name = "rg-app"
  location            = "westeurope"
  address_space       = ["10.1.0.0/16"]
}

resource "azurerm_subnet" "app" {
  name                 = "snet-app"
  resource_group_name  = "rg-app"
  virtual_network_name = azurerm_virtual_network.app.name
  address_prefixes     = [cidrsubnet("10.1.0.0/16", 4, 1)]
}

resource "azurerm_virtual_network" "other" {
  name                = "vnet-other"
  resource_group_name = "rg-other"
  location            = "westeurope"
  address_space       = ["10.4.0.0/16"]
  dns_servers         = ["172.20.0.4"]
}

resource "azurerm_subnet" "other" {
  name                 = "snet-other"
  resource_group_name  = "rg-other"
  virtual_network_name = azurerm_virtual_network.other.name
  address_prefixes     = [cidrsubnet("10.4.0.0/16", 4, 1)]
}

resource "azurerm_key_vault" "app" {
  name                = "kv-app"
  resource_group_name = "rg-app"
  location            = "westeurope"
  sku_name            = "standard"
  tenant_id           = "33333333-3333-3333-3333-333333333333"
}

resource "azurerm_private_dns_zone" "vault" {
  name                = "privatelink.vaultcore.azure.net"
  resource_group_name = "rg-dns"
}

resource "azurerm_private_endpoint" "kept_elsewhere" {
  name                = "pe-kept-elsewhere"
  resource_group_name = "rg-app"
  location            = "westeurope"
  subnet_id           = azurerm_subnet.app.id

  private_service_connection {
    name                           = "kept_elsewhere"
    private_connection_resource_id = azurerm_key_vault.app.id
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = ["/subscriptions/44444444-4444-4444-4444-444444444444/resourceGroups/rg-central-dns/providers/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net"]
  }
}

resource "azurerm_private_endpoint" "asks_elsewhere" {
  name                = "pe-asks_elsewhere"
  resource_group_name = "rg-app"
  location            = "westeurope"
  subnet_id           = azurerm_subnet.other.id

  private_service_connection {
    name                           = "asks_elsewhere"
    private_connection_resource_id = azurerm_key_vault.app.id
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [azurerm_private_dns_zone.vault.id]
  }
}
