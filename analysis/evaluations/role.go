package evaluations

// Role is what a column of a table is for.
type Role string

// The roles. A column that has the name of a role, in letters of any case, takes it by itself; RoleError alone
// must be mapped, since a column "error" may as well be an error rate.
const (
	RoleParams Role = "params" // trainable parameters
	RoleTokens Role = "tokens" // seen in training
	RoleFLOPs  Role = "flops"  // spent on training
	RoleLoss   Role = "loss"   // pre-training loss
	RoleStep   Role = "step"   // of the optimizer
	RoleModel  Role = "model"  // name of the model
	RoleFamily Role = "family" // of models that differ in scale alone
	RoleTask   Role = "task"
	RoleMetric Role = "metric" // name of the metric that a line's score is in
	RoleScore  Role = "score"
	RoleValue  Role = "value"  // another name of RoleScore
	RoleSeed   Role = "seed"   // replicate, an integer
	RoleChance Role = "chance" // score of guessing
	RoleItems  Role = "items"  // size of the test set
	RoleError  Role = "error"  // standard error of the score
)

// Roles are all roles, in the order of the documentation.
func Roles() []Role {
	return []Role{
		RoleParams, RoleTokens, RoleFLOPs, RoleLoss, RoleStep, RoleModel, RoleFamily, RoleTask, RoleMetric,
		RoleScore, RoleValue, RoleSeed, RoleChance, RoleItems, RoleError,
	}
}

func roleNames() []string {
	var names []string
	for _, r := range Roles() {
		names = append(names, string(r))
	}
	return names
}
