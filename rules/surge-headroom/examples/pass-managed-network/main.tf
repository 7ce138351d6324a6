# The cluster makes its own network: nothing here can run out.
resource "azurerm_kubernetes_cluster" "small" {
  name                = "aks-small"
  resource_group_name = "rg-main"
  location            = "westeurope"
  dns_prefix          = "small"

  default_node_pool {
    name       = "system"
    vm_size    = "Standard_D2s_v5"
    node_count = 3
  }

  identity {
    type = "SystemAssigned"
  }
}
