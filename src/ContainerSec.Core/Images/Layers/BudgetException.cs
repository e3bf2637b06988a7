namespace ContainerSec.Images.Layers;

/// <summary>A layer needs more than <see cref="InspectionBudgets"/> allows; what was read before counts.</summary>
internal sealed class BudgetException(string message) : IOException(message);
