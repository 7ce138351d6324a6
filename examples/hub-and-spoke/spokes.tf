# One network a team, all through the same module.

module "spoke" {
  source   = "./modules/spoke"
  for_each = var.spokes

  name       = each.key
  location   = var.location
  range      = each.value.range
  hub_id     = azurerm_virtual_network.hub.id
  use_remote = each.key != "reports"
}

# Orders runs in Kubernetes: pods take addresses of the node subnet.
resource "azurerm_kubernetes_cluster" "orders" {
  name                = "aks-orders"
  resource_group_name = module.spoke["orders"].resource_group_name
  location            = var.location
  dns_prefix          = "orders"

  default_node_pool {
    name                 = "system"
    vm_size              = "Standard_D4s_v5"
    vnet_subnet_id       = module.spoke["orders"].subnet_ids["nodes"]
    auto_scaling_enabled = true
    min_count            = 3
    max_count            = 8

    upgrade_settings {
      max_surge = "33%"
    }
  }

  network_profile {
    network_plugin = "azure"
    service_cidr   = "172.20.0.0/16"
    dns_service_ip = "172.20.0.10"
  }

  identity {
    type = "SystemAssigned"
  }
}

# Payments keeps its receipts in a storage account that is reached privately.
resource "azurerm_storage_account" "receipts" {
  name                          = "streceipts"
  resource_group_name           = module.spoke["payments"].resource_group_name
  location                      = var.location
  account_tier                  = "Standard"
  account_replication_type      = "ZRS"
  public_network_access_enabled = false
}

resource "azurerm_private_endpoint" "receipts" {
  name                = "pe-receipts"
  resource_group_name = module.spoke["payments"].resource_group_name
  location            = var.location
  subnet_id           = module.spoke["payments"].subnet_ids["endpoints"]

  private_service_connection {
    name                           = "receipts"
    private_connection_resource_id = azurerm_storage_account.receipts.id
    subresource_names              = ["blob"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [azurerm_private_dns_zone.blob.id]
  }
}
